package org.al4j.models.internal.language;

import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.train.Example;

/**
 * BERT's masking. Of a text's {@code n} tokens that are not special, {@code max(1, round(.15 n))}
 * are asked for, each set of them equally probable; of these 80 % become the mask, 10 % a token
 * drawn from all that are not special, and 10 % stay. Source: Devlin et al. 2019, section 3.1 and
 * appendix A.1.
 */
final class Masking implements LanguageTask {
  static final double SHARE = 0.15;
  private static final double MASKED = 0.8;
  private static final double REPLACED = 0.1;

  private final int mask;
  private final Set<Integer> special;
  private final int[] ordinary;

  /**
   * A masking.
   *
   * @param mask the id of the mask
   * @param special ids that are never asked for and never drawn, the mask among them
   * @param vocabulary one more than the largest id
   */
  Masking(int mask, Set<Integer> special, int vocabulary) {
    this.mask = mask;
    this.special = special;
    this.ordinary = IntStream.range(0, vocabulary).filter(id -> !special.contains(id)).toArray();
  }

  @Override
  public Head head() {
    return Head.MASKED_LM;
  }

  @Override
  public int candidates(int[] ids) {
    return places(ids).length;
  }

  @Override
  public double share() {
    return SHARE;
  }

  private int[] places(int[] ids) {
    return IntStream.range(0, ids.length).filter(i -> !special.contains(ids[i])).toArray();
  }

  @Override
  public Example example(int[] ids, RandomGenerator random) {
    int[] places = places(ids);
    int[] read = ids.clone();
    int[] labels = new int[ids.length];
    Arrays.fill(labels, Example.IGNORED);
    int asked = (int) Math.max(1, Math.round(SHARE * places.length));
    for (int i = 0; i < asked; i++) { // the first places of a shuffle
      int j = i + random.nextInt(places.length - i);
      int place = places[j];
      places[j] = places[i];
      labels[place] = ids[place];
      double draw = random.nextDouble();
      if (draw < MASKED) {
        read[place] = mask;
      } else if (draw < MASKED + REPLACED) {
        read[place] = ordinary[random.nextInt(ordinary.length)];
      }
    }
    return Example.ofTokens(new Sequence(read, null), labels);
  }
}
