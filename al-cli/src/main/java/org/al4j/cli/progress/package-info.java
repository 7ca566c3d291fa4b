/** What commands tell of their work while it lasts. */
@NullMarked
package org.al4j.cli.progress;

import org.jspecify.annotations.NullMarked;
