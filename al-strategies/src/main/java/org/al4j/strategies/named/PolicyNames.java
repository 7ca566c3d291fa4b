package org.al4j.strategies.named;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.settings.Parameters;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.anchors.AnchorAl;
import org.al4j.strategies.anchors.Seals;
import org.al4j.strategies.ups.FullRounds;
import org.al4j.strategies.ups.Ups;
import org.al4j.strategies.ups.UpsSettings;

/** Candidate policies by name. */
final class PolicyNames {
  private static final String UPS_NEEDS = "what utility needs; a strategy that looks at the model";
  private static final String NEAR_NEEDS = "labels; embeddings by checkpoint, or hashed words";
  private static final String UPS_COST =
      "O(n log n), 16 bytes an instance, 8 of them kept; scores gamma + T of the pool, all of it in"
          + " the full queries";
  private static final String UPS_SOURCE = "Tsvigun et al. 2022";

  private static final int MOST = 100_000;
  private static final List<String> SEEN = List.of("checkpoint", "dimensions");

  private PolicyNames() {}

  private static List<String> with(List<String> names, String... more) {
    List<String> all = new ArrayList<>(names);
    all.addAll(List.of(more));
    return all;
  }

  /** All that {@link #create} makes. */
  static List<KnownPolicy> known() {
    return List.of(
        new KnownPolicy("all", "every unlabelled text", "nothing", "none", "the default"),
        new KnownPolicy(
            "random-share",
            "a share of the pool, drawn at random",
            "nothing",
            "O(n); scores the share",
            "Larionov, thesis, HSE"),
        new KnownPolicy(
            "ups",
            "what was uncertain when last scored, and a thinning sample of the rest",
            UPS_NEEDS,
            UPS_COST,
            UPS_SOURCE),
        new KnownPolicy(
            "ups-random",
            "as many as ups expects to take, drawn at random",
            UPS_NEEDS,
            UPS_COST,
            UPS_SOURCE),
        new KnownPolicy(
            "ups-top",
            "as many as ups expects to take, the most uncertain when last scored",
            UPS_NEEDS,
            UPS_COST,
            UPS_SOURCE),
        new KnownPolicy(
            "anchors",
            "what is nearest to some labelled texts of each class: for rare classes, large pools",
            NEAR_NEEDS,
            "O(n d) an anchor; scores most at the most",
            "Lesci and Vlachos 2024"),
        new KnownPolicy(
            "seals",
            "what was among the nearest to a text when that was labelled",
            NEAR_NEEDS,
            "O(n d) a new label; scores neighbours a label at the most",
            "Coleman et al. 2022"));
  }

  /** Makes a policy; an unknown name or parameter is an {@link InvalidInputException}. */
  static CandidatePolicy create(String name, Map<String, String> parameters) {
    switch (name) {
      case "all" -> {
        Parameters.of(name, parameters);
        return CandidatePolicy.all();
      }
      case "random-share" -> {
        Parameters given = Parameters.of(name, parameters, "share");
        return CandidatePolicy.randomShare(
            given.real(
                "share", 0.25, "a number above 0 and up to 1", share -> share > 0 && share <= 1));
      }
      case "ups" -> {
        return Ups.of(settings(name, parameters));
      }
      case "ups-random" -> {
        return Ups.randomSubsample(settings(name, parameters));
      }
      case "ups-top" -> {
        return Ups.topShare(settings(name, parameters));
      }
      case "anchors" -> {
        Parameters given =
            Parameters.of(name, parameters, with(SEEN, "anchors", "neighbours", "most"));
        AnchorAl.Size usual = AnchorAl.PAPER;
        return new AnchorAl(
            SeenTexts.of(given).view(),
            given.whole("anchors", usual.anchors(), 1, MOST),
            given.whole("neighbours", usual.neighbours(), 1, MOST),
            given.whole("most", usual.most(), 1, Integer.MAX_VALUE));
      }
      case "seals" -> {
        Parameters given = Parameters.of(name, parameters, with(SEEN, "neighbours"));
        return Seals.of(SeenTexts.of(given).view(), given.whole("neighbours", 100, 1, MOST));
      }
      default ->
          throw new InvalidInputException(
              "unknown candidate policy '"
                  + name
                  + "'; known policies: "
                  + known().stream().map(KnownPolicy::name).collect(Collectors.joining(", ")));
    }
  }

  private static UpsSettings settings(String name, Map<String, String> parameters) {
    Parameters given = Parameters.of(name, parameters, "gamma", "T", "utility", "full", "every");
    return new UpsSettings(
        Strategies.utility(given.text("utility", "least-confidence")),
        given.real("gamma", 0.1, 0, 1),
        given.positive("T", 0.01),
        fullRounds(given));
  }

  private static FullRounds fullRounds(Parameters given) {
    if (given.has("full") && given.has("every")) {
      throw given.refused("give either full or every, found both");
    }
    if (given.has("every")) {
      return FullRounds.every(given.whole("every", 1, 1, Integer.MAX_VALUE));
    }
    String list = given.text("full", "0:1:4:8");
    if (!list.matches("\\d{1,9}(:\\d{1,9})*")) {
      throw given.refused("full", "whole numbers as in 0:1:4:8");
    }
    TreeSet<Integer> queries = new TreeSet<>();
    for (String query : list.split(":", -1)) {
      queries.add(Integer.parseInt(query));
    }
    return new FullRounds(queries, 0);
  }
}
