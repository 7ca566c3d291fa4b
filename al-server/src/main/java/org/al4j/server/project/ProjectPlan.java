package org.al4j.server.project;

import org.al4j.core.InvalidInputException;

/**
 * What a project's owner has planned. It changes nothing that is asked or trained.
 *
 * @param budget how many labels there are to be; 0 for as many as there are texts
 * @param costPerHour what an hour of labelling costs, at least 0; 0 where that is not to be told
 * @param currency its sign or name, as text, such as {@code €}
 * @param goldEvery after so many texts a person gets a gold text; fixed once a run has begun
 */
public record ProjectPlan(int budget, double costPerHour, String currency, int goldEvery) {
  /** Nothing is planned; a gold text after ten others, where there are some. */
  public static final ProjectPlan NONE = new ProjectPlan(0, 0, "", 10);

  private static final int LONGEST = 10;

  /** Refuses negative numbers and a long or odd currency. */
  public ProjectPlan {
    ProjectSettings.requireAtLeast("budget", budget, 0);
    ProjectSettings.requireAtLeast("goldEvery", goldEvery, 1);
    if (!(costPerHour >= 0 && costPerHour < Double.POSITIVE_INFINITY)) {
      throw InvalidInputException.ofSettings(
          "{costPerHour} must be a number of at least 0, found %s", costPerHour);
    }
    if (currency.length() > LONGEST || currency.chars().anyMatch(Character::isISOControl)) {
      throw InvalidInputException.ofSettings(
          "{currency} must be at most 10 characters, such as EUR, found %s", currency.length());
    }
  }

  /** The same with other wishes of the owner; gold texts come as before. */
  public ProjectPlan with(int labels, double perHour, String sign) {
    return new ProjectPlan(labels, perHour, sign, goldEvery);
  }

  /** The same with gold texts at another rate. */
  public ProjectPlan withGoldEvery(int texts) {
    return new ProjectPlan(budget, costPerHour, currency, texts);
  }
}
