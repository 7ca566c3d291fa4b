package org.al4j.server;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.al4j.core.InvalidInputException;
import org.al4j.server.access.Members;
import org.al4j.server.access.Role;
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

  private AnnotationServer(Members members, LabelDesk<?> desk, AnnotationHttp http) {
    this.members = members;
    this.desk = desk;
    this.http = http;
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
    LabelDesk<?> desk =
        LabelDesk.open(
            project,
            clock,
            news -> {
              AnnotationHttp http = listening.get();
              if (http != null) {
                http.changed();
              }
            });
    try {
      AnnotationHttp http = AnnotationHttp.start(project, desk, members, options);
      listening.set(http);
      return new AnnotationServer(members, desk, http);
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

  /** Where people reach it, without a slash at the end. */
  public String address() {
    return http.address();
  }

  /** Ends it; a training under way is broken off and made again next time. */
  @Override
  public void close() {
    http.close();
    desk.close();
  }
}
