package org.al4j.examples.pictures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.StrategyProvider;
import org.al4j.examples.pictures.Exhibit.Setting;
import org.al4j.strategies.Strategies;

/**
 * Draws what every strategy that can be named picks on one made-up data set: the pictures of
 * docs/strategies.md. Strategies for label sets have none.
 */
public final class StrategyPictures {
  private static final int BATCH = 12;

  private final MadeUpPlane plane = new MadeUpPlane();

  private StrategyPictures() {}

  /**
   * Writes an SVG file per strategy, and {@code data.svg}, where nothing is queried.
   *
   * @param args the folder to write to
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length > 0 ? args[0] : "docs/strategies");
    Files.createDirectories(folder);
    for (Map.Entry<String, String> picture : all().entrySet()) {
      AtomicFile.write(
          folder.resolve(picture.getKey()), picture.getValue().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** All pictures by the name of their file. */
  static SortedMap<String, String> all() {
    StrategyPictures pictures = new StrategyPictures();
    SortedMap<String, String> all = new TreeMap<>();
    all.put("data.svg", pictures.data());
    for (StrategyProvider known : Strategies.known()) {
      Set<Class<? extends Annotation>> kinds = pictures.kinds(known.name());
      if (kinds.contains(ClassLabel.class)) {
        all.put(known.name() + ".svg", pictures.picture(known.name()));
      } else if (kinds.contains(RealValue.class)) {
        all.put(known.name() + ".svg", CurvePicture.svg(known.name()));
      } // the plane's texts have one class each: nothing to draw for label sets
    }
    return all;
  }

  private Set<Class<? extends Annotation>> kinds(String name) {
    return Exhibit.of(name, plane).strategy().kinds();
  }

  private String data() {
    Pool<ClassLabel> pool = plane.pool();
    try (PlaneModel model = model(pool)) {
      Scene scene =
          new Scene(
              "nothing queried yet",
              Optional.of(model),
              unlabelled(pool),
              labelled(pool),
              List.of(),
              List.of(),
              false);
      return Drawing.svg(scene, plane);
    }
  }

  private String picture(String name) {
    Exhibit exhibit = Exhibit.of(name, plane);
    Setting setting = exhibit.setting();
    Pool<ClassLabel> pool = setting == Setting.FIRST_QUERY ? plane.untouched() : plane.pool();
    List<Instance> picks = new ArrayList<>();
    Pool<ClassLabel> now = pool;
    int queries = setting == Setting.TWO_QUERIES ? 2 : 1;
    for (int query = 1; query <= queries; query++) {
      List<Instance> asked = ask(exhibit, now, query, BATCH / queries);
      picks.addAll(asked);
      now = query < queries ? now.label(plane.answers(asked)) : now;
    }
    try (PlaneModel model = model(setting == Setting.FIRST_QUERY ? plane.pool() : now)) {
      Scene scene =
          new Scene(
              exhibit.title(),
              Optional.of(model).filter(any -> setting != Setting.FIRST_QUERY),
              unlabelled(pool),
              labelled(pool),
              picks,
              exhibit.marks(plane, model),
              setting == Setting.LENGTHS);
      return Drawing.svg(scene, plane);
    }
  }

  private List<Instance> ask(Exhibit exhibit, Pool<ClassLabel> pool, int round, int count) {
    boolean first = exhibit.setting() == Setting.FIRST_QUERY;
    QueryContext context =
        new QueryContext(
            first ? 0 : round, new Seeds(1).generator("pictures", round), pool, MadeUpPlane.LABELS);
    try (PlaneModel model = model(first ? plane.pool() : pool)) {
      return exhibit
          .strategy()
          .select(model, Candidates.all(pool), Budget.items(count), context)
          .items()
          .stream()
          .map(selected -> selected.instance())
          .toList();
    }
  }

  private static PlaneModel model(Pool<ClassLabel> pool) {
    return new PlaneModel(pool.labelled(), MadeUpPlane.LABELS);
  }

  private static List<Instance> unlabelled(Pool<ClassLabel> pool) {
    return StreamSupport.stream(Candidates.all(pool).spliterator(), false).toList();
  }

  private static List<Instance> labelled(Pool<ClassLabel> pool) {
    return pool.labelled().stream().map(Labelled::instance).toList();
  }
}
