package org.al4j.study.report;

import java.util.List;
import java.util.Locale;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;

/** How a report shows what models said about texts that they queried, kind of label by kind. */
enum Said {
  /** One class a text: the two most probable classes. */
  CLASSES {
    @Override
    List<String> head() {
      return List.of("model said", "second guess", "it was");
    }

    @Override
    List<String> cells(StudyResult.QueriedText text) {
      return List.of(ExampleSection.guess(text, 0), ExampleSection.guess(text, 1), right(text));
    }
  },

  /** Sets of classes: the predicted one, and the two classes that the model was least sure of. */
  SETS {
    @Override
    List<String> head() {
      return List.of("model said", "least sure of", "it was");
    }

    @Override
    List<String> cells(StudyResult.QueriedText text) {
      String second = ExampleSection.guess(text, 2);
      return List.of(
          ExampleSection.guess(text, 0),
          ExampleSection.guess(text, 1) + (second.isEmpty() ? "" : ", " + second),
          right(text));
    }

    @Override
    String caption() {
      return "queried texts of which the model had the set wrong when it queried them, all seeds"
          + " together";
    }
  },

  /** Tags: their spans, which are drawn on the text. */
  TAGS {
    @Override
    List<String> head() {
      return List.of("it was");
    }

    @Override
    List<String> cells(StudyResult.QueriedText text) {
      return List.of(right(text));
    }

    @Override
    String caption() {
      return "queried sentences of which the model had a span wrong when it queried them, all seeds"
          + " together";
    }
  },

  /** Numbers: the predicted one, its standard deviation, and how far it was off. */
  NUMBERS {
    @Override
    List<String> head() {
      return List.of("model said", "deviation", "it was off by");
    }

    @Override
    List<String> cells(StudyResult.QueriedText text) {
      return List.of(
          rounded(text.guesses().get(0)),
          text.guesses().size() < 2 ? "" : rounded(text.guesses().get(1)),
          ExampleSection.utility(off(text)));
    }

    @Override
    String label(String number) {
      return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    }

    @Override
    String caption() {
      return "mean distance of the queried texts' numbers from what the model said when it queried"
          + " them, all seeds together";
    }

    @Override
    String wrong(List<StudyResult.QueriedText> texts) {
      return ExampleSection.utility(texts.stream().mapToDouble(Said::off).average().orElseThrow());
    }
  };

  /** That of a study's kind of label. */
  static Said of(StudyResult study) {
    if (study.kind() == RealValue.class) {
      return NUMBERS;
    }
    if (study.kind() == TagSequence.class) {
      return TAGS;
    }
    return study.kind() == LabelSet.class ? SETS : CLASSES;
  }

  /** The heads of the columns. */
  abstract List<String> head();

  /** The cells of a text of which it is known what the model said. */
  abstract List<String> cells(StudyResult.QueriedText text);

  /** A gold label for a cell. */
  String label(String label) {
    return Excerpt.label(label);
  }

  /** What {@link #wrong} tells, for a table. */
  String caption() {
    return "queried texts that the model had wrong when it queried them, all seeds together";
  }

  /** How wrong the model was about some texts, at least one. */
  String wrong(List<StudyResult.QueriedText> texts) {
    long wrong = texts.stream().filter(text -> !isRight(text)).count();
    return String.format(Locale.ROOT, "%.0f %%", 100.0 * wrong / texts.size());
  }

  private static String rounded(StudyResult.Guess number) {
    return ExampleSection.utility(Double.parseDouble(number.label()));
  }

  private static String right(StudyResult.QueriedText text) {
    return isRight(text) ? "right" : "wrong";
  }

  private static boolean isRight(StudyResult.QueriedText text) {
    return text.guesses().get(0).label().equals(text.label());
  }

  private static double off(StudyResult.QueriedText text) {
    return Math.abs(
        Double.parseDouble(text.guesses().get(0).label()) - Double.parseDouble(text.label()));
  }
}
