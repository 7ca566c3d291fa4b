package org.al4j.core.tags;

import java.util.List;
import org.al4j.core.InvalidInputException;

/**
 * Finds out which scheme a file's tags are written in: IOBES if it has E or S, BILOU if it has L or
 * U; else IOB1 if a span begins with I and B stands only where IOB1 has it, and IOB2 otherwise,
 * also where it is ill-formed in both.
 */
public final class SchemeGuess {
  private boolean iobes;
  private boolean bilou;
  private boolean startsWithI;
  private boolean startsWithB;

  /** Nothing seen yet. */
  public SchemeGuess() {}

  /**
   * Looks at a sentence.
   *
   * @throws InvalidInputException if a tag is of no scheme
   */
  public void see(List<String> tags) {
    Tag before = Tag.OUTSIDE;
    for (String text : tags) {
      Tag tag = Tag.of(text);
      iobes |= tag.prefix() == 'E' || tag.prefix() == 'S';
      bilou |= tag.prefix() == 'L' || tag.prefix() == 'U';
      boolean behind = !before.isOutside() && before.type().equals(tag.type());
      startsWithI |= tag.prefix() == 'I' && !behind;
      startsWithB |= tag.prefix() == 'B' && !behind;
      before = tag;
    }
  }

  /**
   * The scheme of what was seen.
   *
   * @throws InvalidInputException if it has tags of IOBES and of BILOU
   */
  public TagScheme scheme() {
    if (iobes && bilou) {
      throw new InvalidInputException(
          "the tags must be of one scheme, found E or S (IOBES) and L or U (BILOU)");
    }
    if (iobes || bilou) {
      return iobes ? TagScheme.IOBES : TagScheme.BILOU;
    }
    return startsWithI && !startsWithB ? TagScheme.IOB1 : TagScheme.IOB2;
  }
}
