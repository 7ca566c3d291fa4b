/** Entry points that know every kind of model. */
@NullMarked
package org.al4j.models;

import org.jspecify.annotations.NullMarked;
