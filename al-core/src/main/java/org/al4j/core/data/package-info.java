/** What is labelled and what a label is: instances, annotations, the label space, the corpus. */
@NullMarked
package org.al4j.core.data;

import org.jspecify.annotations.NullMarked;
