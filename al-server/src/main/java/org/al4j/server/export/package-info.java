/** Labels in the forms of other annotation tools. */
@NullMarked
package org.al4j.server.export;

import org.jspecify.annotations.NullMarked;
