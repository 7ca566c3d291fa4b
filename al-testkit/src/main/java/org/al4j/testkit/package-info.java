/**
 * Contracts that every strategy, utility, learner, candidate policy, stopping criterion, evaluator,
 * oracle, adjudication, store, reader of data and provider by name must pass, and fakes to test
 * them with.
 */
@NullMarked
package org.al4j.testkit;

import org.jspecify.annotations.NullMarked;
