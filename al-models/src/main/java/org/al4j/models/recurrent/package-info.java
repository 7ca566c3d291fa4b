/**
 * Taggers of words that are learnt from scratch over word vectors: CNN-BiLSTM-CRF.
 *
 * @see org.al4j.models.recurrent.BilstmCrfLearner
 */
@NullMarked
package org.al4j.models.recurrent;

import org.jspecify.annotations.NullMarked;
