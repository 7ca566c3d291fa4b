/**
 * Contracts that every strategy, learner, oracle and evaluator must pass, and fakes to test them
 * with.
 */
@NullMarked
package org.al4j.testkit;

import org.jspecify.annotations.NullMarked;
