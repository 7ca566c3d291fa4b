/** Settings of gradient training: optimizers, schedules, layers, class weights, early stopping. */
@NullMarked
package org.al4j.models.training;

import org.jspecify.annotations.NullMarked;
