package org.al4j.llm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.io.IoReason;
import org.al4j.core.io.Sha256;

/**
 * A language model that is asked what label a text has, several times. What it answered is kept in
 * a folder, and so is what was spent: started again on that folder it pays for nothing twice, and
 * its limits are over all starts. For one thread; counts may be read by others.
 *
 * @param <A> the kind of annotation
 */
public final class LanguageModel<A extends Annotation> implements AutoCloseable {
  private static final int TOKENS_PER_MESSAGE = 16; // roles, and what marks beginnings and ends

  private final LlmSettings settings;
  private final LabelGuide guide;
  private final ReplyForm<A> form;
  private final ReplyCache cache;
  private final SpendingLedger ledger;
  private final ChatClient client;
  private final AtomicInteger unfit = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private boolean oneByOne; // the service does not know n
  private boolean answered; // anything since the start

  private LanguageModel(
      LlmSettings settings, LabelGuide guide, ReplyForm<A> form, Path dir, SpendingLedger ledger) {
    this(settings, guide, form, new ReplyCache(dir.resolve("answers")), ledger, surroundings());
  }

  LanguageModel(
      LlmSettings settings,
      LabelGuide guide,
      ReplyForm<A> form,
      ReplyCache cache,
      SpendingLedger ledger,
      ChatClient.Surroundings around) {
    if (guide.labels().size() < form.fewestLabels()) {
      throw new InvalidInputException(
          "a guide needs "
              + form.fewestLabels()
              + " labels or more, found "
              + guide.labels().size());
    }
    this.settings = settings;
    this.guide = guide;
    this.form = form;
    this.cache = cache;
    this.ledger = ledger;
    this.client = new ChatClient(settings, ledger, around);
    settings.endpoint().key().read(around.environment()); // that it is there
  }

  private static ChatClient.Surroundings surroundings() {
    return new ChatClient.Surroundings(
        System.getenv(),
        Backoff.DEFAULT,
        time -> Thread.sleep(time.toMillis()),
        new SplittableRandom(1),
        Clock.systemUTC());
  }

  /**
   * A model that keeps what it needs in a folder. Nothing is sent yet.
   *
   * @param kind one class a text, sets of classes, or tags for spans of texts with words
   * @param dir made if it is not there; of one project, since limits are counted there
   * @throws InvalidInputException if the kind is another, the key is not where it should be, or
   *     another program uses the folder
   */
  public static <A extends Annotation> LanguageModel<A> open(
      LlmSettings settings, LabelGuide guide, Class<A> kind, Path dir) {
    ReplyForm<A> form = ReplyForm.of(kind);
    try {
      Files.createDirectories(dir);
    } catch (IOException e) {
      throw new UncheckedIOException(dir + " cannot be made: " + IoReason.of(e), e);
    }
    SpendingLedger ledger = SpendingLedger.open(dir.resolve("spent.jsonl"), settings.limits());
    try {
      return new LanguageModel<>(settings, guide, form, dir, ledger);
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  /**
   * What the model says of a text.
   *
   * @param examples labelled texts that it is shown; none with the text itself
   * @throws SpendingLimitException if it could exceed a limit
   * @throws ServiceUnavailableException if the service does not answer, possibly for now
   * @throws InvalidInputException if it refuses the key or the request
   */
  public Ballot<A> ask(Instance instance, List<Labelled<A>> examples) {
    ObjectNode body = body(instance.text(), examples);
    String key = key(body);
    int wanted = settings.sampling().answers();
    List<String> answers = answers(body, key, wanted);
    List<Optional<ReplyForm.Said<A>>> said =
        answers.stream()
            .map(answer -> form.parse(ReplyJson.bare(answer), guide.names(), instance))
            .toList();
    Ballot<A> ballot =
        Ballot.of(said.stream().map(one -> one.map(ReplyForm.Said::annotation)).toList());
    unfit.addAndGet(ballot.unfit());
    said.forEach(one -> one.ifPresent(found -> dropped.addAndGet(found.dropped())));
    return ballot;
  }

  /** A text that the service refuses when it took others, too long for one, has no answers. */
  private List<String> answers(ObjectNode body, String key, int wanted) {
    List<String> answers = new ArrayList<>(cache.get(key));
    try {
      while (answers.size() < wanted) {
        more(body, key, answers, wanted - answers.size());
      }
    } catch (ChatClient.RefusedRequestException e) {
      if (!answered) {
        throw new InvalidInputException(String.valueOf(e.getMessage()), e);
      }
      return Collections.nCopies(wanted, "");
    }
    return answers.subList(0, wanted);
  }

  private void more(ObjectNode body, String key, List<String> answers, int wanted) {
    if (!oneByOne && wanted > 1) {
      try {
        more(body.deepCopy().put("n", wanted), wanted, key, answers);
        return;
      } catch (ChatClient.RefusedRequestException e) {
        // perhaps it takes no n
      }
    }
    more(body, 1, key, answers);
    oneByOne = oneByOne || wanted > 1;
  }

  private void more(ObjectNode body, int count, String key, List<String> answers) {
    client.ask(
        new ChatClient.Request(body, count, promptTokens(body)),
        reply -> {
          answers.addAll(reply.answers());
          cache.put(key, answers);
          oneByOne = oneByOne || reply.answers().size() < count;
          answered = true;
        });
  }

  private ObjectNode body(String text, List<Labelled<A>> examples) {
    LlmSampling sampling = settings.sampling();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", settings.endpoint().model());
    body.set("messages", new LabelPrompt<>(guide, form).messages(text, examples));
    body.put("temperature", sampling.temperature());
    body.put(sampling.limitName(), sampling.maxTokens());
    if (sampling.format() != ReplyFormat.NONE) {
      boolean schema = sampling.format() == ReplyFormat.SCHEMA;
      ObjectNode format = body.putObject("response_format");
      format.put("type", schema ? "json_schema" : "json_object");
      if (schema) {
        ObjectNode about = format.putObject("json_schema").put("name", "answer");
        about.put("strict", true).set("schema", form.schema(guide.names()));
      }
    }
    return body;
  }

  private String key(ObjectNode body) {
    return new Sha256()
        .field("al4j-llm-1")
        .field(settings.endpoint().chat().toString())
        .field(body.toString())
        .hex();
  }

  /** The most that a prompt can have: a token has at least a byte. */
  private static long promptTokens(ObjectNode body) {
    int bytes = body.path("messages").toString().getBytes(StandardCharsets.UTF_8).length;
    return bytes + (long) TOKENS_PER_MESSAGE * (body.path("messages").size() + 1);
  }

  /** By which name it annotates. */
  public String annotator() {
    return settings.annotator();
  }

  /** The settings. */
  public LlmSettings settings() {
    return settings;
  }

  /** What was spent, over all starts. */
  public Spent spent() {
    return ledger.spent();
  }

  /** How many answers of those looked at since the start were no label. */
  public int unfit() {
    return unfit.get();
  }

  /**
   * How many spans of answers looked at since the start were dropped: their quotes stand nowhere in
   * the text as whole words, or where another span is.
   */
  public int dropped() {
    return dropped.get();
  }

  /** Who is asked, and what for. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s at %s, %d answers a text",
        settings.endpoint().model(),
        settings.endpoint().url(),
        settings.sampling().answers());
  }

  @Override
  public void close() {
    ledger.close();
  }
}
