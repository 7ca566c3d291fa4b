/** Contrastive fine-tuning of an encoder on pairs of few labelled texts, then a head: SetFit. */
@NullMarked
package org.al4j.models.setfit;

import org.jspecify.annotations.NullMarked;
