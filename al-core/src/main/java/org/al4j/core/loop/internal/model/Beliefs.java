package org.al4j.core.loop.internal.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Belief;
import org.al4j.core.log.RunEvent;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.KindProbabilities;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.pool.Pool;

/**
 * What the model that selected a query makes of it, and how wrong that was. What it says while the
 * strategy looks is heard; it is asked again only of what was selected without that. Neither the
 * strategy nor the candidate policy knows.
 */
public final class Beliefs {
  /** Of an item with more, 300 words by 37 tags for one, a log would be mostly this. */
  private static final int MOST_NUMBERS = 1024;

  /** Of more than so many candidates or numbers nothing is kept. */
  private static final int MOST_HEARD = 100_000;

  private static final long MOST_NUMBERS_HEARD = 4_000_000;

  private static final System.Logger LOG = System.getLogger(Beliefs.class.getName());

  private final AcquisitionModel model;
  private final Optional<Output> output;
  private final LabelSpace labels;
  private final Map<String, Row> heard = new HashMap<>(); // by instance
  private long numbers;
  private boolean tooMany;

  /**
   * What a model said of an instance.
   *
   * @param words of tags, how many; else -1
   */
  private record Row(float[] numbers, int words) {}

  /** Knows nothing of the query where the model has no probabilities for the pool's annotations. */
  public Beliefs(AcquisitionModel model, Pool<?> pool, LabelSpace labels) {
    this.model = model;
    this.output = kind(pool).flatMap(KindProbabilities::of).filter(model.offers()::contains);
    this.labels = labels;
  }

  /** The model for the strategy, which is heard. */
  public AcquisitionModel heard() {
    return output.isPresent() ? new Overheard() : model;
  }

  private final class Overheard implements AcquisitionModel {
    @Override
    public Set<Output> offers() {
      return model.offers();
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      model.forward(
          xs,
          wanted,
          block -> {
            if (!tooMany && wanted.contains(output.orElseThrow())) {
              hear(block);
            }
            sink.accept(block);
          });
    }

    /** Does nothing: the model is closed by its owner. */
    @Override
    public void close() {}
  }

  private void hear(Outputs block) {
    read(block).forEach(heard::putIfAbsent);
    numbers += block.floats(output.orElseThrow()).length;
    if (heard.size() > MOST_HEARD || numbers > MOST_NUMBERS_HEARD) {
      tooMany = true;
      heard.clear();
    }
  }

  /**
   * By the id of each instance; empty where the model fails to say: a strategy that asks nothing of
   * it may do with such a one.
   */
  public Map<String, Belief> of(List<Instance> selected) {
    List<Instance> unheard = selected.stream().filter(one -> !heard.containsKey(one.id())).toList();
    if (output.isPresent() && !unheard.isEmpty()) {
      try {
        model.forward(
            unheard, Set.of(output.get()), block -> read(block).forEach(heard::putIfAbsent));
      } catch (RuntimeException e) {
        LOG.log(
            System.Logger.Level.WARNING, "what the model makes of the query is not known: " + e);
        return Map.of();
      }
    }
    Map<String, Belief> all = new HashMap<>();
    for (Instance one : selected) {
      Optional.ofNullable(heard.get(one.id())).ifPresent(row -> all.put(one.id(), belief(row)));
    }
    return all;
  }

  /** How wrong the beliefs about a query were, of what has a label in the pool. */
  public static <A extends Annotation> Map<String, Double> losses(
      RunEvent.Asked query, Pool<A> pool, LabelSpace labels) {
    Set<String> believed = new HashSet<>();
    query.items().stream()
        .filter(item -> item.belief().isPresent())
        .forEach(item -> believed.add(item.id()));
    Map<String, Annotation> given = new HashMap<>();
    List<Labelled<A>> labelled = believed.isEmpty() ? List.of() : pool.labelled();
    for (Labelled<A> item : labelled) {
      if (believed.contains(item.instance().id())) {
        given.put(item.instance().id(), item.annotation());
      }
    }
    Map<String, Double> losses = new LinkedHashMap<>();
    for (RunEvent.AskedItem item : query.items()) {
      Optional.ofNullable(given.get(item.id()))
          .flatMap(label -> item.belief().map(belief -> belief.loss(label, labels)))
          .ifPresent(loss -> loss.ifPresent(value -> losses.put(item.id(), value)));
    }
    return losses;
  }

  private static Optional<Class<?>> kind(Pool<?> pool) {
    return pool.labelled().stream().findFirst().map(item -> item.annotation().getClass());
  }

  private Map<String, Row> read(Outputs block) {
    Output read = output.orElseThrow();
    float[] all = block.floats(read);
    long[] shape = block.shape(read);
    int row = all.length / block.size();
    int classes = (int) shape[shape.length - 1];
    int[] words = read.equals(Output.TOKEN_LOG_PROBABILITIES) ? block.words(read) : new int[0];
    Map<String, Row> rows = new HashMap<>();
    for (int i = 0; i < block.size(); i++) {
      int length = words.length > 0 ? words[i] * classes : row;
      float[] own = Arrays.copyOfRange(all, i * row, i * row + length);
      rows.put(block.instances().get(i).id(), new Row(own, words.length > 0 ? words[i] : -1));
    }
    return rows;
  }

  private Belief belief(Row row) {
    Belief belief =
        row.words() >= 0
            ? Belief.ofTags(labels, row.numbers(), row.words())
            : output.orElseThrow().equals(Output.PROBABILITIES)
                ? Belief.ofClasses(labels, row.numbers())
                : Belief.ofSet(labels, row.numbers());
    return row.numbers().length > MOST_NUMBERS ? belief.withoutProbabilities() : belief;
  }
}
