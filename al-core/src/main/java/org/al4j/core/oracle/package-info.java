/** Who labels: queries and answers. */
@NullMarked
package org.al4j.core.oracle;

import org.jspecify.annotations.NullMarked;
