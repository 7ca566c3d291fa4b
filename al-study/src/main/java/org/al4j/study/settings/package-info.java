/** What a study is told in words that its folder keeps: amounts, forms of tags, files. */
@NullMarked
package org.al4j.study.settings;

import org.jspecify.annotations.NullMarked;
