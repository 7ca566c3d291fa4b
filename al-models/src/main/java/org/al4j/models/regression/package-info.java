/** Regression: models that predict a number. */
@NullMarked
package org.al4j.models.regression;

import org.jspecify.annotations.NullMarked;
