/** What pool subsampling and all that saves time cost and gave: runs, records, tables. */
@NullMarked
package org.al4j.examples.ups;

import org.jspecify.annotations.NullMarked;
