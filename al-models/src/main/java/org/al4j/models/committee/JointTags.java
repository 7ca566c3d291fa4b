package org.al4j.models.committee;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.models.internal.crf.Chains;
import org.al4j.models.internal.crf.Emissions;
import org.al4j.models.internal.crf.TagConstraints;
import org.al4j.models.internal.crf.Viterbi;
import org.al4j.models.internal.tags.SentenceBlocks;
import org.al4j.models.tagger.Sentences;

/**
 * Committees of taggers. Words are independent of each other but for the tags that IOB2 allows in a
 * prediction: members may have chains, their mixture has none.
 */
record JointTags() implements Joint<TagSequence> {
  @Override
  public Class<TagSequence> type() {
    return TagSequence.class;
  }

  @Override
  public String problem() {
    return "token_classification";
  }

  @Override
  public String learner() {
    return "TagCommitteeLearner";
  }

  @Override
  public boolean hasClasses() {
    return true;
  }

  @Override
  public Output said() {
    return Output.TOKEN_LOG_PROBABILITIES;
  }

  @Override
  public Set<Output> offers() {
    return Set.of(
        Output.MEMBER_TOKEN_LOG_PROBABILITIES,
        Output.TOKEN_LOG_PROBABILITIES,
        Output.SEQUENCE_LOG_LIKELIHOOD);
  }

  @Override
  public void forward(
      List<? extends ActiveModel<TagSequence>> members,
      LabelSpace labels,
      Iterable<Instance> xs,
      Set<Output> wanted,
      Consumer<Outputs> sink) {
    blocks(
        members,
        labels,
        xs,
        (first, block) -> {
          Map<Output, FloatTable> tables = new TreeMap<>();
          if (!wanted.isEmpty()) {
            WordVotes said = WordVotes.of(members, block, labels.size());
            wanted.forEach(output -> tables.put(output, table(output, said)));
          }
          try (Outputs outputs = Outputs.ofTables(first, block, tables)) {
            sink.accept(outputs);
          }
        });
  }

  /** So few sentences at a time that what all members say of their words finds room. */
  private static void blocks(
      List<?> members, LabelSpace labels, Iterable<Instance> xs, SentenceBlocks.Block work) {
    long numbers = (1L + members.size()) * labels.size();
    SentenceBlocks.each(xs, x -> Sentences.words(x).size(), numbers, work);
  }

  private static FloatTable table(Output output, WordVotes said) {
    if (output.equals(Output.MEMBER_TOKEN_LOG_PROBABILITIES)) {
      return said.byMember();
    }
    return output.equals(Output.TOKEN_LOG_PROBABILITIES)
        ? said.mixed()
        : FloatTable.vector(said.bestLogLikelihoods());
  }

  @Override
  public void predict(
      List<? extends ActiveModel<TagSequence>> members,
      LabelSpace labels,
      Iterable<Instance> xs,
      Consumer<Prediction<TagSequence>> sink) {
    Viterbi viterbi = new Viterbi(labels.size());
    boolean begins = labels.names().stream().anyMatch(name -> !name.startsWith("I-"));
    TagConstraints constraints =
        begins ? TagConstraints.iob2(labels.names()) : TagConstraints.none(labels.size());
    blocks(
        members,
        labels,
        xs,
        (first, block) -> {
          WordVotes said = WordVotes.of(members, block, labels.size());
          for (int i = 0; i < block.size(); i++) {
            float[] logs = said.mixture(i); // [w, C]
            int[] tags = new int[logs.length / labels.size()];
            if (tags.length > 0) {
              Emissions words = new Emissions(logs, Chains.ofLengths(tags.length));
              viterbi.independent(words, constraints, tags, new double[1]);
            }
            sink.accept(prediction(block.get(i), logs, tags, labels));
          }
        });
  }

  private static Prediction<TagSequence> prediction(
      Instance x, float[] logs, int[] tags, LabelSpace labels) {
    List<String> names = new ArrayList<>();
    double[][] words = new double[tags.length][labels.size()];
    for (int word = 0; word < tags.length; word++) {
      names.add(labels.name(tags[word]));
      for (int k = 0; k < labels.size(); k++) {
        words[word][k] = Math.exp(logs[word * labels.size() + k]);
      }
    }
    return new Prediction<>(x, new TagSequence(names), new Confidence.Words(words));
  }
}
