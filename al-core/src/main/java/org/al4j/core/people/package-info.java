/** Several people on one pool: judgements, what label follows from them, who may label, exports. */
@NullMarked
package org.al4j.core.people;

import org.jspecify.annotations.NullMarked;
