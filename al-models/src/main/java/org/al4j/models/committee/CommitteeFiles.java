package org.al4j.models.committee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.ModelDescription;
import org.al4j.core.model.Models;
import org.al4j.core.model.SuccessorModel;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.internal.InputFile;
import org.al4j.models.kind.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A saved committee: {@code committee.json} with what it predicts, the label names, the number of
 * members and their kinds, and a folder {@code member-0}, {@code member-1}, ... for each, as the
 * members' kind saves it. Committees saved before the kinds were written are read by what their
 * members' folders hold, and predict classes if they have labels, else numbers.
 */
final class CommitteeFiles {
  static final String DESCRIPTION = "committee.json";
  private static final String FORMAT = "al4j-committee-1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private CommitteeFiles() {}

  /** What was read. */
  record Saved<M>(List<M> members, LabelSpace labels) {}

  static void write(
      Path dir, List<? extends SuccessorModel<?>> members, LabelSpace labels, String problem)
      throws IOException {
    AtomicFolder.create(
        dir,
        folder -> {
          List<String> kinds = new ArrayList<>();
          for (int i = 0; i < members.size(); i++) {
            Path member = folder.resolve("member-" + i);
            members.get(i).save(member);
            kinds.add(kind(member));
          }
          ObjectNode description = describe(kinds, labels);
          description.put(ProblemType.FIELD, problem);
          Files.write(folder.resolve(DESCRIPTION), JSON.writeValueAsBytes(description));
          Models.describe(folder, CommitteeFormat.NAME, CommitteeFormat.VERSION);
        });
  }

  static <M extends AcquisitionModel> Saved<M> read(Path dir, MemberLoader<? extends M> loader)
      throws IOException {
    Path file = dir.resolve(DESCRIPTION);
    JsonNode root = root(dir);
    int count = count(file, root);
    LabelSpace labels = labels(file, texts(file, root, "labels"));
    requireFolders(file, dir, count);
    requireKinds(file, dir, count, root.has("kinds") ? texts(file, root, "kinds") : null);
    return new Saved<>(members(dir, count, loader), labels);
  }

  /** What the committee predicts. */
  static Joint<?> joint(Path dir) throws IOException {
    Path file = dir.resolve(DESCRIPTION);
    JsonNode root = root(dir);
    count(file, root);
    boolean classes = !texts(file, root, "labels").isEmpty();
    ProblemType before = classes ? ProblemType.SINGLE_LABEL_CLASSIFICATION : ProblemType.REGRESSION;
    String text =
        root.has(ProblemType.FIELD) ? root.path(ProblemType.FIELD).asText() : before.text();
    return Joint.of(text)
        .filter(found -> found.hasClasses() == classes)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    InputFile.oneLine(
                        file
                            + ": "
                            + ProblemType.FIELD
                            + " must be one of "
                            + Joint.all().stream()
                                .map(Joint::problem)
                                .collect(Collectors.joining(", "))
                            + ", regression without labels and the others with, found '"
                            + text
                            + "'")));
  }

  private static JsonNode root(Path dir) throws IOException {
    Path file = dir.resolve(DESCRIPTION);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          dir + " is not a saved committee: it has no file " + DESCRIPTION);
    }
    return InputFile.json(file, "a saved committee");
  }

  private static int count(Path file, JsonNode root) {
    JsonNode members = root.path("members");
    if (!FORMAT.equals(root.path("format").asText()) || !members.isInt() || members.asInt() < 1) {
      throw new InvalidInputException(
          InputFile.oneLine(
              file
                  + ": format must be "
                  + FORMAT
                  + " with at least 1 member, found '"
                  + root.path("format").asText()
                  + "' with "
                  + (members.isMissingNode() ? "none" : members)));
    }
    return members.asInt();
  }

  /** A folder too many means that the number of members is not the one that was saved. */
  private static void requireFolders(Path file, Path dir, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Path member = dir.resolve("member-" + i);
      if (!Files.isDirectory(member)) {
        throw new InvalidInputException(
            file + ": the committee has " + count + " members, but there is no folder " + member);
      }
    }
    int found = 0;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(dir, "member-*")) {
      for (Path folder : folders) {
        found += Files.isDirectory(folder) ? 1 : 0;
      }
    }
    if (found != count) {
      throw new InvalidInputException(
          file + ": the committee has " + count + " members, but " + found + " folders member-*");
    }
  }

  private static LabelSpace labels(Path file, List<String> names) {
    if (names.stream().anyMatch(String::isBlank)) {
      throw new InvalidInputException(file + ": a label must have a name, found " + names);
    }
    try {
      return names.isEmpty() ? LabelSpace.none() : LabelSpace.of(names);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(file + ": " + e.getMessage(), e);
    }
  }

  private static <M extends AcquisitionModel> List<M> members(
      Path dir, int count, MemberLoader<? extends M> loader) throws IOException {
    List<M> members = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        members.add(loader.load(i, dir.resolve("member-" + i)));
      }
      return List.copyOf(members);
    } catch (IOException | RuntimeException e) {
      members.forEach(AcquisitionModel::close);
      throw e;
    }
  }

  private static List<String> texts(Path file, JsonNode root, String field) {
    List<String> texts = new ArrayList<>();
    root.path(field).forEach(one -> texts.add(one.isTextual() ? one.asText() : null));
    if (!root.path(field).isArray() || texts.contains(null)) {
      throw new InvalidInputException(
          InputFile.oneLine(
              file + ": " + field + " must be an array of texts, found " + root.path(field)));
    }
    return texts;
  }

  /**
   * The members' folders hold what was saved into them.
   *
   * @param kinds null in committees from before they were written
   */
  private static void requireKinds(Path file, Path dir, int count, @Nullable List<String> kinds)
      throws IOException {
    if (kinds != null && kinds.size() != count) {
      throw new InvalidInputException(
          file + ": the committee has " + count + " members, but " + kinds.size() + " kinds");
    }
    for (int i = 0; i < count; i++) {
      Path member = dir.resolve("member-" + i);
      String found = kind(member);
      if (kinds != null && !kinds.get(i).equals(found)) {
        throw new InvalidInputException(
            file
                + ": the kinds of "
                + count
                + " members must be those of their folders, found "
                + kinds
                + " but "
                + found
                + " in "
                + member);
      }
    }
  }

  /** The format of a member, or that of the model which it wraps; of yours, as it always was. */
  private static String kind(Path member) throws IOException {
    if (!Models.isSavedIn(member)) {
      return "transformer";
    }
    ModelDescription description = Models.description(member);
    while (description.of().isPresent()) {
      description = description.of().get();
    }
    return description.format();
  }

  private static ObjectNode describe(List<String> kinds, LabelSpace labels) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("members", kinds.size());
    kinds.forEach(root.putArray("kinds")::add);
    labels.names().forEach(root.putArray("labels")::add);
    return root;
  }
}
