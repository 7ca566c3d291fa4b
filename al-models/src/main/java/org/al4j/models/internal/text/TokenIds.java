package org.al4j.models.internal.text;

import java.util.Locale;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.models.internal.InputFile;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.tokenize.Encoding;

/**
 * Where encodings enter the engine: every id must be a row of the embedding. The engine multiplies
 * ids by widths without looking again, so that a larger one would read another row.
 */
public final class TokenIds {
  private TokenIds() {}

  /**
   * The sequence of a single text, whose tokens all have segment 0.
   *
   * @param instance named in errors
   * @param rows of the word embedding
   * @throws InvalidInputException naming the instance and the token, if there is no such row, or no
   *     token at all
   */
  public static Sequence sequence(Encoding encoding, Instance instance, int rows) {
    int[] ids = encoding.ids();
    if (ids.length == 0) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "instance %s: no token in its text, and the tokenizer adds none; give it a"
                  + " post_processor with special tokens",
              InputFile.oneLine(instance.id())));
    }
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= rows) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "instance %s: token %d of its text has the id %d, the embedding has rows for 0 to"
                    + " %d; the tokenizer is another model's",
                InputFile.oneLine(instance.id()),
                i + 1,
                ids[i],
                rows - 1));
      }
    }
    return new Sequence(ids, null);
  }
}
