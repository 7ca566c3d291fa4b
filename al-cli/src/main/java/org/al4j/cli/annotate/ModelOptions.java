package org.al4j.cli.annotate;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.al4j.core.people.ModelTrust;
import org.al4j.llm.LlmSettings;
import org.al4j.llm.LlmSettingsFile;
import org.al4j.server.AnnotationServer;
import org.al4j.server.project.ProjectFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The language model that annotates beside people, if one does. */
final class ModelOptions {
  @Option(
      names = "--llm",
      paramLabel = "FILE",
      description =
          "A language model annotates, too: its settings, JSON. Texts, labels and guidelines are"
              + " sent to the address in there.")
  private @Nullable Path file;

  private @Nullable LlmSettingsFile said;

  /** Reads the settings, before anything is made. */
  void read() {
    if (file != null) {
      LlmSettingsFile all = LlmSettingsFile.read(file);
      all.settings().endpoint().requireKey();
      said = all;
    }
  }

  /** When it is believed; empty if none annotates. */
  Optional<ModelTrust> trust() {
    return Optional.ofNullable(said).map(LlmSettingsFile::trust);
  }

  /** Has it annotate, and says where texts go. */
  void start(AnnotationServer server, ProjectFolder project, PrintWriter err) {
    LlmSettingsFile all = said;
    if (all == null) {
      return;
    }
    LlmSettings settings = all.settings();
    server.annotateBy(settings);
    project
        .settings()
        .sharing()
        .trust()
        .filter(kept -> !kept.equals(all.trust()))
        .ifPresent(
            kept ->
                err.println(
                    String.format(
                        Locale.ROOT,
                        "note: check %s, least %d and floor %s stay as the project was made",
                        kept.check(),
                        kept.least(),
                        kept.floor())));
    err.println(
        String.format(
            Locale.ROOT,
            "%s labels, too: texts are sent to %s%s, for at most %d tokens%s",
            settings.annotator(),
            settings.endpoint().url(),
            settings.endpoint().isLocal() ? ", on this machine" : "",
            settings.limits().tokens(),
            settings.limits().money().map(most -> " and " + most + " in money").orElse("")));
  }
}
