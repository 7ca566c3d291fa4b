package org.al4j.cli;

import java.util.concurrent.Callable;

/**
 * A command that another jar adds to {@code al}: a class with picocli's {@code Command} annotation
 * and a public constructor without parameters, named in {@code
 * META-INF/services/org.al4j.cli.AlCommand}. It prints to the writers of its command line and gives
 * the exit code; what it throws is reported as for any command.
 */
public interface AlCommand extends Callable<Integer> {}
