package org.al4j.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.al4j.core.data.TagSequence;
import org.al4j.study.report.marks.MarkedText;

/**
 * The part of the page that shows queried texts with what the model said when it queried them: of
 * each strategy the first, the middle and the last query, each of another seed where there are
 * several.
 */
final class ExampleSection {
  private static final int TEXTS = 5;
  private static final int MOST_DIGITS = 8;
  private static final String NO_BREAK = "\u00a0";
  private final StudyResult study;
  private final Said about;

  ExampleSection(StudyResult study) {
    this.study = study;
    this.about = Said.of(study);
  }

  void write(Html page) {
    page.element("h2", "What was queried");
    List<String> unknown =
        study.results().stream()
            .filter(result -> !result.seeds().stream().allMatch(RoundTables::said))
            .map(StudyResult.StrategyResult::strategy)
            .toList();
    if (!unknown.isEmpty()) {
      page.element(
          "p",
          "What the model said is not known for some or all queries of "
              + String.join(", ", unknown)
              + ": they were recorded by a version of al that did not keep it.");
    }
    page.raw("<div class=\"texts\">");
    study.results().forEach(result -> strategy(page, result));
    page.raw("</div>");
  }

  private void strategy(Html page, StudyResult.StrategyResult result) {
    page.element("h3", result.strategy());
    if (!result.prefers().isEmpty()) {
      page.element("p", "Selects: " + result.prefers() + ".");
    }
    int queries = result.seeds().get(0).queries().size() - 1;
    List<Integer> rounds =
        Stream.of(1, (queries + 1) / 2, queries).filter(round -> round >= 1).distinct().toList();
    for (int i = 0; i < rounds.size(); i++) {
      int seeds = result.seeds().size();
      int which =
          rounds.size() == 1 ? 0 : (int) Math.round((double) i * (seeds - 1) / (rounds.size() - 1));
      query(page, result.seeds().get(which), rounds.get(i));
    }
  }

  private void query(Html page, StudyResult.SeedResult run, int round) {
    StudyResult.Queried query = run.queries().get(round);
    if (study.kind() == TagSequence.class) {
      drawn(page, run, query);
      return;
    }
    boolean said = query.texts().stream().noneMatch(text -> text.guesses().isEmpty());
    boolean useful = query.texts().stream().noneMatch(text -> Double.isNaN(text.utility()));
    List<String> head = new ArrayList<>(List.of(useful ? "rank" : "no."));
    if (useful) {
      head.add("utility");
    }
    if (said) {
      head.addAll(about.head());
    }
    head.addAll(List.of("label", "text"));
    List<List<String>> rows = new ArrayList<>();
    for (StudyResult.QueriedText text :
        query.texts().subList(0, Math.min(TEXTS, query.texts().size()))) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(rows.size() + 1)));
      if (useful) {
        row.add(utility(text.utility()));
      }
      if (said) {
        row.addAll(about.cells(text));
      }
      row.add(about.label(text.label()));
      row.add(Excerpt.text(text.text()));
      rows.add(row);
    }
    page.table(new Table(caption(run, query, rows.size(), useful), head, rows));
  }

  private String unit() {
    return new Summary(study).unit();
  }

  /** Sentences with their spans on colours: what the model said, and what they are. */
  private void drawn(Html page, StudyResult.SeedResult run, StudyResult.Queried query) {
    List<StudyResult.QueriedText> texts =
        query.texts().subList(0, Math.min(TEXTS, query.texts().size()));
    boolean useful = query.texts().stream().noneMatch(text -> Double.isNaN(text.utility()));
    page.raw("<figure class=\"table\">");
    page.element("figcaption", caption(run, query, texts.size(), useful));
    page.raw("<ol>");
    for (StudyResult.QueriedText text : texts) {
      page.raw("<li>");
      if (!text.guesses().isEmpty()) {
        spans(page, "model said", text.text(), text.guesses().get(0).label());
      }
      spans(page, "label", text.text(), text.label());
      if (useful) {
        page.element("p", "utility " + utility(text.utility()));
      }
      page.raw("</li>");
    }
    page.raw("</ol></figure>");
  }

  private void spans(Html page, String what, String text, String spans) {
    String drawn = MarkedText.read(text, spans).html(Html::escape, study.classes().labels());
    page.raw("<p>" + Html.escape(what) + ": <span dir=\"auto\">" + drawn + "</span></p>");
  }

  private String caption(
      StudyResult.SeedResult run, StudyResult.Queried query, int shown, boolean useful) {
    return String.format(
        Locale.ROOT,
        "query %d of %d, seed %d, with %d %s labelled before: %d of its %d texts, %s",
        query.round(),
        run.queries().size() - 1,
        run.seed(),
        run.history().get(query.round() - 1).labelled(),
        unit(),
        shown,
        query.texts().size(),
        useful ? "the largest utility first" : "in the order of the query");
  }

  /** A guess with its probability, empty where there is none. */
  static String guess(StudyResult.QueriedText text, int place) {
    if (text.guesses().size() <= place) {
      return "";
    }
    StudyResult.Guess guess = text.guesses().get(place);
    // isolated, so that a label written from right to left leaves its probability in place
    String label = Html.ISOLATE + Excerpt.label(guess.label()) + "\u2069";
    return Double.isNaN(guess.probability())
        ? label
        : label + NO_BREAK + probability(guess.probability());
  }

  /** Two digits; never 0 or 1 for what is neither. */
  static String probability(double value) {
    if (value > 0.995 && value < 1) {
      return "> .99";
    }
    if (value < 0.005 && value > 0) {
      return "< .01";
    }
    String two = String.format(Locale.ROOT, "%.2f", value);
    return two.startsWith("0") ? two.substring(1) : two;
  }

  /** Three significant digits; close to 1 as many as tell it from 1. */
  static String utility(double value) {
    if (value < 1 && value >= 0.9995) {
      int nines = (int) Math.ceil(-Math.log10(1 - value));
      return nines >= MOST_DIGITS
          ? "> 0." + "9".repeat(MOST_DIGITS)
          : String.format(Locale.ROOT, "%." + (nines + 1) + "f", value);
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e6)) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int digits = size == 0 ? 3 : Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
