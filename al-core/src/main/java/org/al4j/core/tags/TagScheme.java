package org.al4j.core.tags;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.al4j.core.InvalidInputException;

/**
 * How tags of words write spans. {@link #IOB2} is the one that the library has inside; readers turn
 * the others into it.
 *
 * <p><b>Source.</b> Ramshaw and Marcus 1995 (IOB1), Tjong Kim Sang and Veenstra 1999 (IOB2); what
 * an ill-formed sequence means is as in {@code conlleval} of Tjong Kim Sang and De Meulder 2003.
 */
public enum TagScheme {
  /** {@code I-X} inside; {@code B-X} only for a span right behind another one of its type. */
  IOB1("BI") {
    @Override
    Optional<String> problem(Tag before, Tag tag, Tag after) {
      return tag.prefix() == 'B' && !continues(before, tag)
          ? Optional.of("begins a span that is behind none of its type, where IOB1 writes I")
          : Optional.empty();
    }

    @Override
    char prefix(boolean first, boolean last, boolean touches) {
      return first && touches ? 'B' : 'I';
    }
  },

  /** {@code B-X} for the first word of each span, {@code I-X} for the others. */
  IOB2("BI") {
    @Override
    Optional<String> problem(Tag before, Tag tag, Tag after) {
      return tag.prefix() == 'I' && !continues(before, tag)
          ? Optional.of("continues no span of its type, where IOB2 writes B first")
          : Optional.empty();
    }

    @Override
    char prefix(boolean first, boolean last, boolean touches) {
      return first ? 'B' : 'I';
    }
  },

  /** {@code B-X I-X .. E-X}, and {@code S-X} for a span of one word. */
  IOBES("BIES") {
    @Override
    Optional<String> problem(Tag before, Tag tag, Tag after) {
      return enclosed(before, tag, after, "E");
    }

    @Override
    char prefix(boolean first, boolean last, boolean touches) {
      return first && last ? 'S' : first ? 'B' : last ? 'E' : 'I';
    }
  },

  /** {@code B-X I-X .. L-X}, and {@code U-X} for a span of one word. */
  BILOU("BILU") {
    @Override
    Optional<String> problem(Tag before, Tag tag, Tag after) {
      return enclosed(before, tag, after, "L");
    }

    @Override
    char prefix(boolean first, boolean last, boolean touches) {
      return first && last ? 'U' : first ? 'B' : last ? 'L' : 'I';
    }
  };

  /** The tag of a word that is in no span. */
  public static final String OUTSIDE = "O";

  /**
   * Something that a scheme does not allow.
   *
   * @param word which word has the tag, from 0
   * @param what the tag and what is wrong with it
   */
  public record Problem(int word, String what) {}

  private final String prefixes;

  TagScheme(String prefixes) {
    this.prefixes = prefixes;
  }

  /** What is wrong with a tag of this scheme between its neighbours; empty if nothing. */
  abstract Optional<String> problem(Tag before, Tag tag, Tag after);

  /** What a word of a span is written with; {@code touches}: right behind one of its type. */
  abstract char prefix(boolean first, boolean last, boolean touches);

  /**
   * The scheme of a name, in upper or lower case; BIO and IOB mean IOB2, BIOES means IOBES.
   *
   * @throws InvalidInputException if it is none
   */
  public static TagScheme named(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "IOB1" -> IOB1;
      case "IOB2", "BIO", "IOB" -> IOB2;
      case "IOBES", "BIOES" -> IOBES;
      case "BILOU" -> BILOU;
      default ->
          throw InvalidInputException.ofSettings(
              "{scheme} must be IOB1, IOB2, IOBES or BILOU, found '%s'", name);
    };
  }

  /** Why a tag is of no scheme; empty if it is of one. */
  public static Optional<String> refusal(String tag) {
    try {
      Tag.of(tag);
      return Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.of(e.message(name -> name));
    }
  }

  /**
   * The spans that a sequence means, in order, well-formed or not, of any scheme, as {@code
   * conlleval} reads it: a span begins with B, S or U, behind E, L, S or U, behind O, and where the
   * type changes.
   *
   * @throws InvalidInputException if a tag is of no scheme
   */
  public static List<Span> spans(List<String> tags) {
    List<Span> spans = new ArrayList<>();
    Tag before = Tag.OUTSIDE;
    int first = -1;
    for (int i = 0; i < tags.size(); i++) {
      Tag tag = Tag.of(tags.get(i));
      boolean goes = continues(before, tag) && !tag.begins() && !before.ends();
      if (!goes) {
        if (first >= 0) {
          spans.add(new Span(before.type(), first, i));
        }
        first = tag.isOutside() ? -1 : i;
      }
      before = tag;
    }
    if (first >= 0) {
      spans.add(new Span(before.type(), first, tags.size()));
    }
    return spans;
  }

  /**
   * The tags of spans.
   *
   * @param words how many words there are
   * @throws IllegalArgumentException if spans overlap or go beyond the words
   */
  public List<String> tags(List<Span> spans, int words) {
    String[] tags = new String[words];
    Arrays.fill(tags, OUTSIDE);
    String[] endsHere = new String[words + 1]; // the type of the span that ends before a word
    for (Span span : spans) {
      if (span.end() > words) {
        throw new IllegalArgumentException(span + " goes beyond the " + words + " words");
      }
      endsHere[span.end()] = span.type();
    }
    for (Span span : spans) {
      boolean touches = span.type().equals(endsHere[span.first()]);
      for (int i = span.first(); i < span.end(); i++) {
        if (!tags[i].equals(OUTSIDE)) {
          throw new IllegalArgumentException("spans must not overlap, found " + spans);
        }
        boolean last = i == span.end() - 1;
        tags[i] = Tag.write(prefix(i == span.first(), last, touches), span.type());
      }
    }
    return List.of(tags);
  }

  /**
   * The first tag that is not well-formed in this scheme; empty if all are.
   *
   * @throws InvalidInputException if a tag is of no scheme
   */
  public Optional<Problem> problem(List<String> tags) {
    Tag before = Tag.OUTSIDE;
    Tag tag = tags.isEmpty() ? Tag.OUTSIDE : Tag.of(tags.get(0));
    for (int i = 0; i < tags.size(); i++) {
      Tag after = i + 1 < tags.size() ? Tag.of(tags.get(i + 1)) : Tag.OUTSIDE;
      Optional<String> what =
          tag.isOutside() || prefixes.indexOf(tag.prefix()) >= 0
              ? problem(before, tag, after)
              : Optional.of("is of another scheme than " + this);
      if (what.isPresent()) {
        return Optional.of(new Problem(i, "the tag '" + tags.get(i) + "' " + what.get()));
      }
      before = tag;
      tag = after;
    }
    return Optional.empty();
  }

  /** Whether a tag can be a further word of the span of the one before. */
  private static boolean continues(Tag before, Tag tag) {
    return !before.isOutside() && !tag.isOutside() && before.type().equals(tag.type());
  }

  private static Optional<String> enclosed(Tag before, Tag tag, Tag after, String end) {
    boolean inside = !tag.isOutside() && !tag.begins();
    if (inside && (!continues(before, tag) || before.ends())) {
      return Optional.of("continues no span of its type; a span begins with B");
    }
    boolean open = !tag.isOutside() && !tag.ends();
    return open && (!continues(tag, after) || after.begins())
        ? Optional.of("is not followed by the rest of its span, which ends with " + end)
        : Optional.empty();
  }
}
