package org.al4j.server;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.al4j.core.InvalidInputException;
import org.al4j.llm.LlmSettings;
import org.al4j.server.access.Members;
import org.al4j.server.access.Role;
import org.al4j.server.bridge.llm.ModelAnnotator;
import org.al4j.server.desk.LabelDesk;
import org.al4j.server.http.AnnotationHttp;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.ProjectFolder;

/**
 * A project that people label over HTTP. What was acknowledged is on the disk, so the process may
 * be ended in any way; started again it goes on.
 */
public final class AnnotationServer implements AutoCloseable {
  private final Members members;
  private final LabelDesk<?> desk;
  private final AnnotationHttp http;
  private final AtomicReference<ModelAnnotator<?>> models;

  private AnnotationServer(
      Members members,
      LabelDesk<?> desk,
      AnnotationHttp http,
      AtomicReference<ModelAnnotator<?>> models) {
    this.members = members;
    this.desk = desk;
    this.http = http;
    this.models = models;
  }

  /**
   * Begins to load what a server needs, beside what is done before one is started; for a first text
   * a moment earlier. Nothing is opened by it.
   */
  public static void prepare() {
    AnnotationHttp.prepare();
  }

  /**
   * Starts a server on a project.
   *
   * @param project as {@link ProjectFolder#create} made it
   * @throws InvalidInputException if it is in use, its settings name what is not there, or the port
   *     is taken
   */
  public static AnnotationServer start(ProjectFolder project, ServerOptions options) {
    return start(project, options, InstantSource.system());
  }

  /**
   * The same with a clock of one's own.
   *
   * @param clock by which leases expire
   */
  public static AnnotationServer start(
      ProjectFolder project, ServerOptions options, InstantSource clock) {
    Members members = Members.open(project.people());
    AtomicReference<AnnotationHttp> listening = new AtomicReference<>();
    AtomicReference<ModelAnnotator<?>> models = new AtomicReference<>();
    LabelDesk<?> desk =
        LabelDesk.open(
            project,
            clock,
            news -> {
              AnnotationHttp http = listening.get();
              if (http != null) {
                http.changed();
              }
              ModelAnnotator<?> annotator = models.get();
              if (annotator != null) {
                annotator.wake();
              }
            });
    try {
      AnnotationHttp http = AnnotationHttp.start(project, desk, members, options);
      listening.set(http);
      return new AnnotationServer(members, desk, http, models);
    } catch (RuntimeException | Error e) {
      desk.close();
      throw e;
    }
  }

  /** The same on a project's folder. */
  public static AnnotationServer start(Path project, ServerOptions options) {
    return start(ProjectFolder.open(project), options);
  }

  /**
   * A link that lets somebody in. Who had one before has this one in its place; sessions stay.
   *
   * @throws InvalidInputException if the name cannot be one, or is another's with another role
   */
  public String link(String name, Role role) {
    return http.address() + "/#token=" + members.invite(name, role);
  }

  /**
   * The address of the bridge to another annotation tool, which the tool is told: whoever knows it
   * may ask and tell what the tool does. It holds until {@link #revokeBridge}, also when the server
   * is started again, and nobody can be told it again.
   *
   * @param tool such as {@code label-studio}
   * @return empty if the tool has one already
   * @throws InvalidInputException if there is no bridge to such a tool
   */
  public Optional<String> bridge(String tool) {
    requireBridge(tool);
    return members.isIn(tool, Role.TOOL)
        ? Optional.empty()
        : Optional.of(http.bridge(tool, members.invite(tool, Role.TOOL)));
  }

  /**
   * Refuses what is no bridge.
   *
   * @throws InvalidInputException naming those that there are
   */
  public static void requireBridge(String tool) {
    AnnotationHttp.requireBridge(tool);
  }

  /** Ends a bridge's address; what came by it stays. Whether there was one. */
  public boolean revokeBridge(String tool) {
    requireBridge(tool);
    return members.isIn(tool, Role.TOOL) && members.revoke(tool);
  }

  /**
   * Has a language model annotate, too, until the server ends: texts go where the settings say.
   *
   * @throws InvalidInputException if the project has no place for one, or its key is not there
   */
  public synchronized void annotateBy(LlmSettings settings) {
    if (models.get() != null) {
      throw new IllegalStateException("a language model annotates already");
    }
    models.set(ModelAnnotator.start(desk, settings));
  }

  /** Where people reach it, without a slash at the end. */
  public String address() {
    return http.address();
  }

  /** The port at which it listens. */
  public int port() {
    return http.port();
  }

  /**
   * Waits until the owner has added a label; a server that is started on the folder after that
   * knows it, and people go on with that one.
   *
   * @throws InterruptedException if the thread is interrupted before
   */
  public void awaitNewLabels() throws InterruptedException {
    desk.newLabels().await();
  }

  /** Ends it; a training under way is broken off and made again next time. */
  @Override
  public void close() {
    http.close();
    ModelAnnotator<?> annotator = models.getAndSet(null);
    if (annotator != null) {
      annotator.close();
    }
    desk.close();
  }
}
