package org.al4j.models.committee;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.SuccessorModel;
import org.al4j.models.internal.AtomicFolder;

/**
 * A saved committee: {@code committee.json} with the label names and the number of members, and a
 * folder {@code member-0}, {@code member-1}, ... for each, as the members' kind saves it.
 */
final class CommitteeFiles {
  private static final String DESCRIPTION = "committee.json";
  private static final String FORMAT = "al4j-committee-1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private CommitteeFiles() {}

  /** What was read. */
  record Saved<M>(List<M> members, LabelSpace labels) {}

  static void write(Path dir, List<? extends SuccessorModel<?>> members, LabelSpace labels)
      throws IOException {
    AtomicFolder.create(
        dir,
        folder -> {
          for (int i = 0; i < members.size(); i++) {
            members.get(i).save(folder.resolve("member-" + i));
          }
          Files.write(
              folder.resolve(DESCRIPTION),
              JSON.writeValueAsBytes(describe(members.size(), labels)));
        });
  }

  static <M extends AcquisitionModel> Saved<M> read(Path dir, MemberLoader<? extends M> loader)
      throws IOException {
    Path file = dir.resolve(DESCRIPTION);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          dir + " is not a saved committee: it has no file " + DESCRIPTION);
    }
    JsonNode root = parse(file);
    int count = root.path("members").asInt();
    if (!FORMAT.equals(root.path("format").asText()) || count < 1) {
      throw new InvalidInputException(
          file
              + ": format must be "
              + FORMAT
              + " with at least 1 member, found '"
              + root.path("format").asText()
              + "' with "
              + count);
    }
    List<String> names = new ArrayList<>();
    root.path("labels").forEach(name -> names.add(name.asText()));
    return new Saved<>(members(dir, count, loader), LabelSpace.of(names));
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

  private static ObjectNode describe(int members, LabelSpace labels) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("members", members);
    labels.names().forEach(root.putArray("labels")::add);
    return root;
  }

  private static JsonNode parse(Path file) throws IOException {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(file + ": malformed JSON: " + e.getOriginalMessage(), e);
    }
  }
}
