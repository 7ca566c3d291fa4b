package org.al4j.models.internal.architecture;

import java.util.List;
import java.util.Map;

/**
 * How Hugging Face spells the tensors of a family.
 *
 * @param prefix what stands before the body's names in a file of a model with a head: {@code bert.}
 * @param words the word embedding's name; what a file has before it is the prefix there
 * @param body what the names of the body begin with, pooler included; all others are a head's
 * @param buffers how names end that are no weights: PyTorch saves constants among them
 * @param twins names that a file may use for tensors that we call by another
 */
public record Spelling(
    String prefix,
    String words,
    List<String> body,
    List<String> buffers,
    Map<String, String> twins) {
  public Spelling {
    body = List.copyOf(body);
    buffers = List.copyOf(buffers);
    twins = Map.copyOf(twins);
  }

  /** Whether a tensor, named without prefix, belongs to a head and not to the body. */
  public boolean isHead(String name) {
    return body.stream().noneMatch(name::startsWith);
  }

  /** The name in a file: heads have no prefix, all else has, and in a body's file nothing. */
  public String stored(String name, Head head) {
    return isHead(name) || !head.hasLogits() ? name : prefix + name;
  }
}
