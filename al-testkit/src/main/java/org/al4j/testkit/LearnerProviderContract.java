package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.settings.Settings;
import org.junit.jupiter.api.Test;

/**
 * What every provider of learners must keep, so that a learner can be named in a command or a file,
 * and found again when a run goes on. Extend it, implement {@link #provider()}, and the tests are
 * inherited; the learners themselves keep {@link LearnerContract}.
 */
public abstract class LearnerProviderContract {
  /** The contract's tests are inherited. */
  protected LearnerProviderContract() {}

  /** The provider under test. */
  protected abstract LearnerProvider provider();

  /** Parameters that it makes a learner of; by default none. */
  protected Map<String, String> parameters() {
    return Map.of();
  }

  /** The same for a kind of annotation; by default those of all kinds. */
  protected Map<String, String> parameters(Class<? extends Annotation> kind) {
    return parameters();
  }

  @Test
  void name_always_isLowerCaseWithHyphens() {
    assertTrue(provider().name().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"), provider().name());
    assertEquals(1, provider().summary().lines().count(), provider().summary());
    assertFalse(provider().summary().isBlank());
  }

  @Test
  void learns_always_isSomething() {
    assertFalse(provider().learns().isEmpty());
    assertTrue(Annotation.kinds().containsAll(provider().learns()));
  }

  @Test
  void create_eachKind_givesALearnerThatOffersWhatIsSaid() {
    for (Class<? extends Annotation> kind : provider().learns()) {
      try (Learner<?, ?> first = provider().create(kind, parameters(kind));
          Learner<?, ?> second = provider().create(kind, parameters(kind))) {
        assertTrue(
            Settings.areKnown(first), "a run that is kept must know what it is set to: settings()");
        assertEquals(first.settings(), second.settings(), kind.getSimpleName());
        assertFalse(first.offers().isEmpty(), kind.getSimpleName());
      }
    }
  }

  @Test
  void create_unknownParameter_isRefusedByName() {
    for (Class<? extends Annotation> kind : provider().learns()) {
      Map<String, String> more = new HashMap<>(parameters(kind));
      more.put("no-such-parameter", "1");
      String message =
          assertThrows(InvalidInputException.class, () -> provider().create(kind, more))
              .getMessage();
      assertTrue(message.contains("no-such-parameter"), message);
      assertEquals(1, message.lines().count(), message);
    }
  }
}
