package org.al4j.bench.fuzz;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.bench.fuzz.FuzzJudge.RefusedInUse;
import org.al4j.bench.fuzz.FuzzJudge.WrongResult;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Output;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.tokenize.Encoding;
import org.al4j.models.tokenize.TextTokenizer;

/** Uses what was read as a program would: many a fault comes only then. */
final class FuzzUse {
  static final List<String> TEXTS =
      List.of(
          "the text",
          "",
          " ",
          "A good, bad Text ing 12.",
          "\ud83d\udc69\u200d\ud83d\udcbb e\u0301 \u4e2d\u6587",
          "[MASK] <s> [SEP] </s>",
          "\0\ufeff\u2028 \ud800");

  private static final String LONG = "the text ing ".repeat(60);

  private static final int LENGTH = 300;

  /** A long text is read in so many, as it takes longer than all others. */
  private static final int LONG_READ = 16;

  private FuzzUse() {}

  /** Something done with what was read without a refusal. */
  interface Use {
    void run() throws Exception;
  }

  /** Does it; what is refused now need not name the file any more. */
  static void use(Use use) throws Exception {
    try {
      use.run();
    } catch (InvalidInputException e) {
      throw new RefusedInUse(e);
    }
  }

  /** Encodes texts in every way; ids must lie below the size that the tokenizer gives. */
  static void tokenizer(TextTokenizer tokenizer, long number) {
    int size = tokenizer.vocabularySize();
    for (Encoding encoding : tokenizer.encodeAll(TEXTS, LENGTH)) {
      check(encoding, size);
    }
    check(tokenizer.encode(TEXTS.get(3), LENGTH), size);
    check(tokenizer.encodePair(TEXTS.get(0), TEXTS.get(4), LENGTH), size);
    check(tokenizer.encodeWords(List.of("the", "", "text", TEXTS.get(4)), LENGTH), size);
    if (number % LONG_READ == 0) {
      check(tokenizer.encode(LONG, LENGTH), size);
    }
    if (tokenizer.padId() < 0 || tokenizer.padId() >= size) {
      throw new WrongResult("pad id beyond the vocabulary");
    }
  }

  private static void check(Encoding encoding, int size) {
    for (int id : encoding.ids()) {
      if (id < 0 || id >= size) {
        throw new WrongResult("token id beyond the vocabulary");
      }
    }
  }

  /** Reads every tensor. */
  static void tensors(Checkpoint checkpoint) {
    checkpoint.names().forEach(checkpoint::tensor);
    checkpoint.config().labels();
  }

  /** Predicts, and asks for what strategies look at. */
  static void model(ActiveModel<ClassLabel> model) {
    List<Instance> instances = instances();
    int[] seen = {0};
    model.predict(instances, prediction -> seen[0]++);
    outputs(model, instances);
    if (seen[0] != instances.size()) {
      throw new WrongResult("not a prediction for each text");
    }
  }

  /** Asks for all cheap outputs that a model offers. */
  static void outputs(AcquisitionModel model, List<Instance> instances) {
    Set<Output> wanted =
        new TreeSet<>(List.of(Output.LOGITS, Output.PROBABILITIES, Output.EMBEDDING, Output.VALUE));
    wanted.retainAll(model.offers());
    if (!wanted.isEmpty()) {
      model.forward(instances, wanted, block -> wanted.forEach(block::get));
    }
  }

  static List<Instance> instances() {
    return java.util.stream.IntStream.range(0, TEXTS.size())
        .mapToObj(i -> Instance.ofText("t" + i, TEXTS.get(i)))
        .toList();
  }
}
