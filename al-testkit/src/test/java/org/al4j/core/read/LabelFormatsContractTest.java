package org.al4j.core.read;

import java.util.List;
import java.util.Map;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TargetText;
import org.al4j.testkit.LabelFormatContract;
import org.junit.jupiter.api.Nested;

/** Every format of labels keeps the testkit's contract. */
class LabelFormatsContractTest {
  private static LabelSet set(String... names) {
    return LabelSet.of(List.of(names));
  }

  @Nested
  class OneClass extends LabelFormatContract<ClassLabel> {
    @Override
    protected LabelFormat<ClassLabel> format() {
      return LabelFormat.classLabel();
    }

    @Override
    protected Map<List<String>, ClassLabel> spelled() {
      return Map.of(
          List.of("sport"), new ClassLabel("sport"),
          List.of("world news"), new ClassLabel("world news"));
    }

    @Override
    protected List<List<String>> refused() {
      return List.of();
    }
  }

  @Nested
  class DeclaredClass extends LabelFormatContract<ClassLabel> {
    @Override
    protected LabelFormat<ClassLabel> format() {
      return new ClassLabelFormat(List.of("negative", "positive"));
    }

    @Override
    protected Map<List<String>, ClassLabel> spelled() {
      return Map.of(
          List.of("negative"), new ClassLabel("negative"),
          List.of("positive"), new ClassLabel("positive"));
    }

    @Override
    protected List<List<String>> refused() {
      return List.of();
    }
  }

  @Nested
  class SetWithSemicolons extends LabelFormatContract<LabelSet> {
    @Override
    protected LabelFormat<LabelSet> format() {
      return LabelFormat.labelSet(";");
    }

    @Override
    protected Map<List<String>, LabelSet> spelled() {
      return Map.of(
          List.of("joy; fear"), set("joy", "fear"),
          List.of("joy"), set("joy"),
          List.of("[]"), set());
    }

    @Override
    protected List<List<String>> refused() {
      return List.of(List.of("[\"joy\", null]"), List.of("[0 2]"));
    }
  }

  @Nested
  class UsualSet extends LabelFormatContract<LabelSet> {
    @Override
    protected LabelFormat<LabelSet> format() {
      return LabelFormat.labelSet();
    }

    @Override
    protected Map<List<String>, LabelSet> spelled() {
      return Map.of(
          List.of("joy,fear"), set("joy", "fear"), List.of("[\"a, b\",\"c\"]"), set("a, b", "c"));
    }

    @Override
    protected List<List<String>> refused() {
      return List.of(List.of("[\"joy\", {}]"));
    }
  }

  @Nested
  class ClassColumns extends LabelFormatContract<LabelSet> {
    @Override
    protected LabelFormat<LabelSet> format() {
      return LabelFormat.labelSetColumns("joy", "fear");
    }

    @Override
    protected Map<List<String>, LabelSet> spelled() {
      return Map.of(
          List.of("1", "0"), set("joy"),
          List.of("true", "1.0"), set("joy", "fear"),
          List.of("0", "false"), set());
    }

    @Override
    protected List<List<String>> refused() {
      return List.of(List.of("1", "maybe"), List.of("2", "0"));
    }
  }

  @Nested
  class Cedr extends LabelFormatContract<LabelSet> {
    @Override
    protected LabelFormat<LabelSet> format() {
      return new CedrFormat();
    }

    @Override
    protected Map<List<String>, LabelSet> spelled() {
      return Map.of(
          List.of("[0 2]"), set("joy", "surprise"),
          List.of("[4]"), set("anger"),
          List.of("[]"), set());
    }

    @Override
    protected List<List<String>> refused() {
      return List.of(List.of("[5]"), List.of("joy"), List.of("[0 2"));
    }
  }

  @Nested
  class RealNumber extends LabelFormatContract<RealValue> {
    @Override
    protected LabelFormat<RealValue> format() {
      return LabelFormat.number();
    }

    @Override
    protected Map<List<String>, RealValue> spelled() {
      return Map.of(
          List.of("2.5"), new RealValue(2.5),
          List.of("-1e3"), new RealValue(-1000),
          List.of(" 7 "), new RealValue(7));
    }

    @Override
    protected List<List<String>> refused() {
      return List.of(List.of("2,5"), List.of("NaN"), List.of("1e999"), List.of("many"));
    }
  }

  @Nested
  class Target extends LabelFormatContract<TargetText> {
    @Override
    protected LabelFormat<TargetText> format() {
      return LabelFormat.targetText();
    }

    @Override
    protected Map<List<String>, TargetText> spelled() {
      return Map.of(
          List.of("A cat sat."), new TargetText("A cat sat."),
          List.of("7"), new TargetText("7"));
    }

    @Override
    protected List<List<String>> refused() {
      return List.of();
    }
  }
}
