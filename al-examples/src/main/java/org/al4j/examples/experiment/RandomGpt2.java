package org.al4j.examples.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.read.LabelFormat;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.al4j.study.Task;
import org.al4j.study.TaskLoader;
import org.al4j.study.TaskSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A GPT-2 that was never trained, as a checkpoint in Hugging Face layout, with a vocabulary learned
 * from texts: matrices from N(0, 0.02), those that end a sub-layer by {@code sqrt(2 layers)} less,
 * biases 0, layer norms 1 and 0, as transformers initialises them. Same arguments, same bytes.
 */
@Command(
    name = "RandomGpt2",
    description = "Writes a GPT-2 with random weights and a vocabulary of the texts' own.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RandomGpt2 implements Callable<Integer> {
  private static final double DEVIATION = 0.02;
  private static final int WIDENING = 4;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      required = true,
      description = "Labelled texts, whose train part the vocabulary is learned from.")
  private String data = "";

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "A new folder.")
  private Path out = Path.of("");

  @Option(
      names = "--vocabulary",
      paramLabel = "N",
      defaultValue = "4000",
      description = "Tokens at most, 258 or more (default: ${DEFAULT-VALUE}).")
  private int vocabulary = 4000;

  @Option(names = "--layers", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int layers = 2;

  @Option(names = "--hidden", defaultValue = "128", description = "Default: ${DEFAULT-VALUE}.")
  private int hidden = 128;

  @Option(
      names = "--heads",
      defaultValue = "2",
      description = "Divides --hidden (default: ${DEFAULT-VALUE}).")
  private int heads = 2;

  @Option(names = "--positions", defaultValue = "128", description = "Default: ${DEFAULT-VALUE}.")
  private int positions = 128;

  /** Writes the folder. */
  public static void main(String[] args) {
    System.exit(ExperimentProgram.of(new RandomGpt2()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    check();
    Task<ClassLabel> task =
        TaskLoader.load(
            new TaskSource(data, null, null, 0.2, "text", "label", null, null, null),
            LabelFormat.classLabel());
    BytePairs pairs =
        BytePairs.learn(
            task.train().stream().map(one -> one.instance().text()).toList(), vocabulary);
    Files.createDirectories(out);
    pairs.write(out);
    AtomicFile.write(out.resolve("config.json"), config(pairs));
    TreeMap<String, Tensor> tensors = tensors(pairs.size());
    SafeTensors.write(out.resolve(Checkpoint.WEIGHTS), tensors, Map.of("format", "pt"));
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: %d tokens, %d x %d, %d numbers%n",
            out,
            pairs.size(),
            layers,
            hidden,
            tensors.values().stream().mapToInt(one -> one.values().length).sum());
    return 0;
  }

  private void check() {
    boolean divides = heads >= 1 && hidden >= heads && hidden % heads == 0;
    if (vocabulary < 258 || layers < 1 || positions < 1 || !divides) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "--vocabulary must be 258 or more, --layers and --positions 1 or more, --hidden a"
                  + " multiple of --heads; found %d, %d, %d, %d, %d",
              vocabulary,
              layers,
              positions,
              hidden,
              heads));
    }
    if (Files.exists(out.resolve(Checkpoint.WEIGHTS))) {
      throw new InvalidInputException(out + ": there is a checkpoint; give another --out");
    }
  }

  private byte[] config(BytePairs pairs) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("model_type", "gpt2");
    root.putArray("architectures").add("GPT2Model");
    root.put("vocab_size", pairs.size()).put("n_positions", positions);
    root.put("n_embd", hidden).put("n_layer", layers).put("n_head", heads);
    root.put("activation_function", "gelu_new").put("layer_norm_epsilon", 1e-5);
    root.put("embd_pdrop", 0.1).put("resid_pdrop", 0.1).put("attn_pdrop", 0.1);
    root.put("bos_token_id", pairs.endId()).put("eos_token_id", pairs.endId());
    return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  /** Linear layers are stored as {@code [in, out]}. */
  private TreeMap<String, Tensor> tensors(int words) {
    RandomGenerator random = new Seeds(0).generator("random gpt2", 0);
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("wte.weight", matrix(words, hidden, DEVIATION, random));
    tensors.put("wpe.weight", matrix(positions, hidden, DEVIATION, random));
    double last = DEVIATION / Math.sqrt(2.0 * layers);
    for (int layer = 0; layer < layers; layer++) {
      String name = "h." + layer + ".";
      norm(tensors, name + "ln_1");
      linear(tensors, name + "attn.c_attn", matrix(hidden, 3 * hidden, DEVIATION, random));
      linear(tensors, name + "attn.c_proj", matrix(hidden, hidden, last, random));
      norm(tensors, name + "ln_2");
      linear(tensors, name + "mlp.c_fc", matrix(hidden, WIDENING * hidden, DEVIATION, random));
      linear(tensors, name + "mlp.c_proj", matrix(WIDENING * hidden, hidden, last, random));
    }
    norm(tensors, "ln_f");
    return tensors;
  }

  private static void linear(Map<String, Tensor> tensors, String name, Tensor weight) {
    tensors.put(name + ".weight", weight);
    int out = (int) weight.shape()[1];
    tensors.put(name + ".bias", new Tensor(new long[] {out}, new float[out]));
  }

  private void norm(Map<String, Tensor> tensors, String name) {
    float[] ones = new float[hidden];
    Arrays.fill(ones, 1);
    tensors.put(name + ".weight", new Tensor(new long[] {hidden}, ones));
    tensors.put(name + ".bias", new Tensor(new long[] {hidden}, new float[hidden]));
  }

  private static Tensor matrix(int rows, int columns, double deviation, RandomGenerator random) {
    float[] values = new float[Math.multiplyExact(rows, columns)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return new Tensor(new long[] {rows, columns}, values);
  }
}
