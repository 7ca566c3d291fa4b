package org.al4j.bench.kills;

import java.nio.file.Path;
import java.util.Random;
import org.al4j.core.InvalidInputException;
import org.al4j.core.backend.Backend;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.LoopListener;
import org.al4j.core.model.FitProgress;
import org.al4j.core.model.SaveMode;

/**
 * The process that {@link KillProgram} kills: an application that embeds the loop, hands in answers
 * in small groups from one or two threads, and says of each answer that it was kept once {@code
 * accept} returned. Started again it hands in everything again that it cannot know to be kept.
 */
final class LabellingApplication {
  /** Exit codes; 0 for a run that is done. */
  static final int FAULTY = 5;

  static final int REFUSED = 6;
  static final int FULL = 7;

  private final ChildOptions options;
  private final LabellingScenario scenario;
  private final ChildVoice voice;
  private final Random random; // safe for use by several threads
  private final Disturbances calls;

  private LabellingApplication(ChildOptions options) {
    this.options = options;
    this.scenario = new LabellingScenario(options.scenario());
    this.voice = new ChildVoice(scenario, System.out, options.halt());
    this.random = new Random(options.seed());
    this.calls =
        new Disturbances(
            options.interrupts(), options.reads(), options.tries(), options.dir(), voice, random);
  }

  public static void main(String[] args) throws Exception {
    LabellingApplication application = new LabellingApplication(ChildOptions.of(args));
    Backend.require();
    application.voice.say("ready");
    if (System.in.read() < 0) {
      return; // who started it is gone
    }
    System.exit(application.run());
  }

  private int run() {
    try {
      work();
      return 0;
    } catch (Disturbances.DiskFull e) {
      return FULL;
    } catch (Exception e) {
      boolean refused = e instanceof InvalidInputException;
      voice.say((refused ? "refused " : "error ") + e);
      if (!refused) {
        e.printStackTrace();
      }
      return refused ? REFUSED : FAULTY;
    }
  }

  private void work() throws Exception {
    voice.at("open");
    try (ActiveLearning<ClassLabel> loop = open()) {
      voice.say("owner " + System.nanoTime());
      if (scenario.severalPeople()) {
        new SeveralPeople(scenario, voice, calls, random).label(loop);
      } else {
        new Annotators(scenario, voice, calls, random).label(loop);
      }
      voice.say("done " + finish(loop));
      voice.say("closing " + System.nanoTime());
    }
    voice.at("again");
    try (ActiveLearning<ClassLabel> loop = open()) {
      if (loop.next().isPresent()) {
        voice.fault("a finished run asks again");
      }
      voice.say("done " + finish(loop));
    }
  }

  private ActiveLearning<ClassLabel> open() throws Exception {
    ActiveLearning<ClassLabel> loop = calls.call("build", this::build);
    if (options.hook()) {
      Runtime.getRuntime().addShutdownHook(new Thread(loop::close));
    }
    return loop;
  }

  private ActiveLearning<ClassLabel> build() {
    LoopListener listener =
        new LoopListener() {
          private int told = -1;

          @Override
          public void onFitProgress(int round, FitProgress progress) {
            if (told != round) {
              told = round;
              voice.at("fit");
            }
          }
        };
    return scenario.builder(options.dir().resolve("run"), voice, listener).build();
  }

  private String finish(ActiveLearning<ClassLabel> loop) throws Exception {
    voice.at("successor");
    var model = calls.call("successor", loop::successor);
    voice.at("save");
    Path saved = options.dir().resolve("model");
    calls.call(
        "save",
        () -> {
          model.save(saved, SaveMode.REPLACE);
          return true;
        });
    return RunDigest.of(loop, model, scenario, saved);
  }
}
