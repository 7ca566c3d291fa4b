package org.al4j.models.tagger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.tags.TagScheme;
import org.al4j.models.internal.engine.run.TokenScorer;
import org.al4j.models.internal.scoring.ModelPasses;
import org.al4j.models.internal.tags.SentenceScores;

/** Sentences through a network that reads windows of tokens. */
final class WordScores {
  /**
   * What the tags of a word without tokens are below {@code O}, which then has all of the
   * probability that a float can show.
   */
  private static final float BELOW = -100;

  private WordScores() {}

  /** Runs the sentences through the network. */
  static SentenceScores of(
      ModelPasses passes,
      LabelSpace labels,
      List<WordWindows> sentences,
      TokenScorer.Request request) {
    Windows windows = Windows.of(sentences);
    TokenScorer.Scores raw =
        passes.tokens(
            windows.all.stream().map(one -> one.of.sequences().get(one.at)).toList(),
            windows.all.stream().map(one -> one.of.firsts(one.at)).toList(),
            request);
    int[] lengths = sentences.stream().mapToInt(WordWindows::count).toArray();
    int[] rows = windows.rows(sentences);
    return new SentenceScores(
        lengths,
        placed(raw.logits(), rows, labels, request.logits() ? 1 : 0),
        means(raw.means(), windows, sentences.size()),
        placed(raw.members(), rows, labels, request.passes()));
  }

  /** A window and which it is of its sentence's. */
  private record Window(WordWindows of, int sentence, int at) {}

  private record Windows(List<Window> all) {
    static Windows of(List<WordWindows> sentences) {
      List<Window> all = new ArrayList<>();
      for (int i = 0; i < sentences.size(); i++) {
        for (int at = 0; at < sentences.get(i).sequences().size(); at++) {
          all.add(new Window(sentences.get(i), i, at));
        }
      }
      return new Windows(all);
    }

    /** For each word of all sentences the row of the network's results, -1 without a token. */
    int[] rows(List<WordWindows> sentences) {
      int[] first = new int[sentences.size() + 1];
      for (int i = 0; i < sentences.size(); i++) {
        first[i + 1] = first[i] + sentences.get(i).count();
      }
      int[] rows = new int[first[sentences.size()]];
      Arrays.fill(rows, -1);
      int row = 0;
      for (Window window : all) {
        int[] words = window.of.words()[window.at];
        for (int token : window.of.firsts(window.at)) {
          rows[first[window.sentence] + words[token]] = row++;
        }
      }
      return rows;
    }
  }

  /** Rows by word, once or for each member. */
  private static float[] placed(float[] raw, int[] rows, LabelSpace labels, int members) {
    int classes = labels.size();
    int given = (int) Arrays.stream(rows).filter(row -> row >= 0).count();
    float[] unseen = unseen(labels);
    float[] placed = new float[members * rows.length * classes];
    for (int member = 0; member < members; member++) {
      for (int word = 0; word < rows.length; word++) {
        boolean seen = rows[word] >= 0;
        System.arraycopy(
            seen ? raw : unseen,
            seen ? (member * given + rows[word]) * classes : 0,
            placed,
            (member * rows.length + word) * classes,
            classes);
      }
    }
    return placed;
  }

  /** Of a word without tokens: {@code O}, or any tag where there is none of that name. */
  private static float[] unseen(LabelSpace labels) {
    float[] scores = new float[labels.size()];
    int outside = labels.names().indexOf(TagScheme.OUTSIDE);
    if (outside >= 0) {
      Arrays.fill(scores, BELOW);
      scores[outside] = 0;
    }
    return scores;
  }

  /** Of several windows the mean by their tokens. */
  private static float[] means(float[] raw, Windows windows, int sentences) {
    if (raw.length == 0 || windows.all.size() == sentences) {
      return raw;
    }
    int hidden = raw.length / windows.all.size();
    double[] sums = new double[sentences * hidden];
    int[] tokens = new int[sentences];
    for (int i = 0; i < windows.all.size(); i++) {
      Window window = windows.all.get(i);
      int length = window.of.sequences().get(window.at).length();
      tokens[window.sentence] += length;
      for (int k = 0; k < hidden; k++) {
        sums[window.sentence * hidden + k] += (double) length * raw[i * hidden + k];
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / tokens[i / hidden]);
    }
    return means;
  }
}
