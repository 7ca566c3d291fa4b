package org.al4j.study.folder;

import org.al4j.study.LoopChoices;
import org.al4j.study.StudyPlan;
import org.al4j.study.TaskSource;
import org.al4j.study.advice.AdviceSettings;
import org.jspecify.annotations.Nullable;

/**
 * What {@code al simulate} was asked, as {@code study.json} keeps it.
 *
 * @param model a checkpoint folder or a learner with its parameters
 * @param loop the loop's choices; null in a study older than these, for the default
 * @param advice what is told beside the curves; null in a study older than it, for nothing
 * @param scoring what computes a transformer's pool; null for the engine
 */
public record StudySettings(
    TaskSource data,
    String model,
    StudyPlan plan,
    @Nullable LoopChoices loop,
    @Nullable AdviceSettings advice,
    @Nullable String scoring) {}
