/**
 * Reports on simulated runs: tables, learning curves as SVG, PNG and CSV, and a self-contained HTML
 * page.
 */
@NullMarked
package org.al4j.study.report;

import org.jspecify.annotations.NullMarked;
