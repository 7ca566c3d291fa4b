package org.al4j.testkit;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.ModelTrust;
import org.junit.jupiter.api.Nested;

/** Each adjudication keeps the contract. */
class AdjudicationsTest {
  private abstract static class OfClasses extends AdjudicationContract<ClassLabel> {
    @Override
    protected LabelSpace labels() {
      return LabelSpace.of("a", "b", "c");
    }

    @Override
    protected List<ClassLabel> annotations() {
      return List.of(new ClassLabel("a"), new ClassLabel("b"));
    }
  }

  @Nested
  class First extends OfClasses {
    @Override
    protected Adjudication<ClassLabel> adjudication() {
      return Adjudication.first();
    }
  }

  @Nested
  class Majority extends OfClasses {
    @Override
    protected Adjudication<ClassLabel> adjudication() {
      return Adjudication.majority();
    }
  }

  @Nested
  class Unanimous extends OfClasses {
    @Override
    protected Adjudication<ClassLabel> adjudication() {
      return Adjudication.unanimous();
    }
  }

  @Nested
  class ByPerson extends OfClasses {
    @Override
    protected Adjudication<ClassLabel> adjudication() {
      return Adjudication.byPerson();
    }
  }

  @Nested
  class PeopleBeforeModels extends OfClasses {
    @Override
    protected Adjudication<ClassLabel> adjudication() {
      return Adjudication.peopleFirst(ModelTrust.DEFAULT);
    }
  }

  @Nested
  class Smoothed extends OfClasses {
    @Override
    protected Adjudication<ClassLabel> adjudication() {
      return Adjudication.dawidSkene(0.1);
    }
  }

  @Nested
  class AsInThePaper extends OfClasses {
    @Override
    protected Adjudication<ClassLabel> adjudication() {
      return Adjudication.dawidSkene();
    }
  }

  /** Sets of classes, compared as a whole. */
  @Nested
  class Weighted extends AdjudicationContract<LabelSet> {
    @Override
    protected Adjudication<LabelSet> adjudication() {
      return Adjudication.weighted();
    }

    @Override
    protected LabelSpace labels() {
      return LabelSpace.of("a", "b", "c");
    }

    @Override
    protected List<LabelSet> annotations() {
      return List.of(LabelSet.of(List.of("a")), LabelSet.of(List.of("a", "b")));
    }
  }
}
