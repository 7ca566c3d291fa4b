package org.al4j.examples.lecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.Output;
import org.al4j.core.query.StrategyProvider;
import org.al4j.examples.data.SupportDesk;
import org.al4j.examples.lecture.LectureStrategy.Family;
import org.al4j.strategies.Strategies;
import org.al4j.study.Task;
import org.junit.jupiter.api.Test;

class LectureStrategiesTest {
  private static final Task<ClassLabel> DESK = SupportDesk.task();
  private static final LectureMaterial MATERIAL = LectureMaterial.of(DESK, 100);

  @Test
  void of_learnerWithEverything_runsAllThatAreForClasses() {
    LectureStrategies all =
        LectureStrategies.of(MATERIAL, 5, new HashSet<>(Output.standard()), "a head");
    assertEquals(27, all.run().size());
    assertEquals("random", all.run().get(0).name());
    assertEquals(Strategies.known().size(), all.run().size() + all.left().size());
    assertTrue(
        all.left().contains("variance is for labels of kind number, not for one class a text"),
        all.left()::toString);
    assertEquals(
        List.of("class-descriptions", "cold-start"),
        all.run().stream().filter(LectureStrategy::first).map(LectureStrategy::name).toList());
    assertEquals(
        List.of("entropy", "least-confidence", "margin", "ratio"),
        all.run().stream()
            .filter(one -> one.family() == Family.UNCERTAINTY)
            .map(LectureStrategy::name)
            .toList());
  }

  @Test
  void of_learnerWithProbabilitiesAlone_saysWhatTheOthersNeed() {
    LectureStrategies some =
        LectureStrategies.of(MATERIAL, 5, Set.of(Output.PROBABILITIES), "tfidf");
    assertTrue(
        some.left().contains("core-set needs [EMBEDDING], which tfidf does not offer"),
        some.left()::toString);
    assertEquals(
        List.of("entropy", "least-confidence", "margin", "ratio"),
        some.run().stream().skip(1).limit(4).map(LectureStrategy::name).toList());
    Stream<String> named =
        Stream.concat(
            some.run().stream().map(LectureStrategy::name),
            some.left().stream().map(line -> line.split("[ :]", 2)[0]));
    assertEquals(
        Strategies.known().stream().map(StrategyProvider::name).sorted().toList(),
        named.sorted().toList());
  }

  @Test
  void material_ofATask_isApartFromThePool() {
    assertEquals(DESK.train().size() - 200, MATERIAL.task().train().size());
    Set<String> ids = new HashSet<>();
    MATERIAL.task().train().forEach(item -> ids.add(item.instance().id()));
    MATERIAL.validation().forEach(item -> ids.add(item.instance().id()));
    MATERIAL.target().forEach(one -> ids.add(one.id()));
    assertEquals(DESK.train().size(), ids.size());
    assertEquals(MATERIAL, LectureMaterial.of(DESK, 100));
    assertEquals(List.of("billing", "delivery"), MATERIAL.twoClasses().labels().names());
    assertEquals(
        "the data must have at least 4000 texts, so that 1000 can be set aside twice; found 2400",
        assertThrows(InvalidInputException.class, () -> LectureMaterial.of(DESK, 1000))
            .getMessage());
  }

  @Test
  void pictures_ofAPlane_haveADotAClassAndAMarkAPick() {
    Task<ClassLabel> task = MATERIAL.task();
    double[][] places = new double[task.train().size()][];
    for (int i = 0; i < places.length; i++) {
      places[i] = new double[] {i, i % 10};
    }
    PickPicture picture =
        new PickPicture(task, new PrincipalPlane(places, new double[] {.25, .125}));
    List<String> ids = task.train().stream().map(item -> item.instance().id()).toList();
    List<List<String>> asked = List.of(ids.subList(0, 3), ids.subList(3, 5), ids.subList(5, 7));
    String svg = picture.svg("margin", asked);
    assertEquals(task.labels().size(), svg.split("stroke-opacity", -1).length - 1);
    assertEquals(3 + 1, svg.split("<rect [^>]*stroke=", -1).length - 1); // one in the legend
    assertEquals(2 + 1, svg.split(">1</text>", -1).length - 1);
    assertEquals(2 + 1, svg.split(">2</text>", -1).length - 1);
    assertTrue(svg.contains("25 % and 13 % of the variance"), svg);
    assertEquals(svg, picture.svg("margin", asked));
    assertThrows(
        IllegalArgumentException.class,
        () -> new PickPicture(DESK, new PrincipalPlane(places, new double[2])));
  }
}
