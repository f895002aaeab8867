"""How a page looks: on a narrow screen, a wide one, in the dark and on paper.

Never here: what it says.
"""

from __future__ import annotations

__all__ = ["STYLE"]

STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#565d66;--line:#c8ccd2;
--band:#f2f5f8;--bar:#2a6f97;--link:#0b5394;--edge:#4a5560}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--paper:#14181c;--soft:#b4bac2;
--line:#3b434c;--band:#1d2329;--bar:#5aa9d6;--link:#8ab8f5;--edge:#14181c}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere;
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif}
header,main,footer{max-width:66rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.5rem}
footer{padding:1rem 1rem 2rem;color:var(--soft);font-size:.875rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.375rem;line-height:1.25;margin:2.5rem 0 .75rem;padding-top:.75rem;
border-top:2px solid var(--ink)}
h3{font-size:1.125rem;line-height:1.3;margin:2rem 0 .5rem}
p,ul,dl{margin:.5rem 0}
ul{padding-left:1.25rem}
a{color:var(--link)}
.lead{font-size:1.125rem}
.note{border-left:.25rem solid var(--bar);background:var(--band);padding:.5rem .75rem}
dl>div{display:grid;grid-template-columns:14rem minmax(0,1fr);gap:0 1rem;padding:.125rem 0}
dt{color:var(--soft)}
dd{margin:0}
code{font-family:ui-monospace,Consolas,"Liberation Mono",monospace;font-size:.875em}
table{border-collapse:collapse;width:100%;margin:.75rem 0;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);padding:.25rem 0;font-size:.875rem}
th,td{padding:.25rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}
th{text-align:left;font-weight:400;hyphens:auto}
th:first-child{min-width:10.5rem}
thead th{font-weight:600;vertical-align:bottom;border-bottom:2px solid var(--ink);line-height:1.25}
thead th:not(:first-child){text-align:right;overflow-wrap:normal}
td{text-align:right;white-space:nowrap}
.words.words{text-align:left;white-space:normal}
tfoot th,tfoot td{font-weight:600;border-bottom:0;border-top:2px solid var(--ink)}
th span{color:var(--soft);margin-right:.5rem}
td.bar{position:relative;padding-left:8.5rem}
td i{position:absolute;left:1rem;top:.625rem;width:7rem;height:.75rem;
background:linear-gradient(90deg,var(--bar) var(--p),transparent 0)}
figure{margin:1rem 0}
figcaption{font-size:.875rem}
svg{display:block;width:100%;max-height:32rem}
path{stroke:var(--edge);stroke-width:.7;fill-rule:evenodd}
.legend{list-style:none;padding:0;margin:.5rem 0}
.legend i{display:inline-block;width:1.5rem;height:.75rem;margin-right:.5rem;
border:1px solid var(--edge)}
.q0{fill:#e3eef7;background:#e3eef7}
.q1{fill:#aacfe5;background:#aacfe5}
.q2{fill:#6baed6;background:#6baed6}
.q3{fill:#3182bd;background:#3182bd}
.q4{fill:#08488a;background:#08488a}
@media (min-width:52rem){.mapped{display:grid;grid-template-columns:minmax(0,1fr) 17rem;gap:2rem;
align-items:start}.mapped figure{order:2;position:sticky;top:0}}
@media (max-width:40rem){
.wide{display:none}
h1{font-size:1.375rem}
h2{font-size:1.25rem}
dl>div{display:block;padding:.25rem 0}
table{font-size:.8125rem}
th,td{padding:.25rem .25rem}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
th span{margin-right:.25rem}
th:first-child{min-width:6.5rem;width:40%}
td.bar{padding-left:.25rem;padding-bottom:.5rem}
td i{left:.25rem;right:0;width:auto;top:1.625rem;height:.25rem}
svg{max-height:24rem}}
@media print{:root{--ink:#000;--paper:#fff;--soft:#333;--line:#bbb;--band:#fff;--bar:#2a6f97;
--link:#000;--edge:#333}
@page{margin:1.5cm}
body{font-size:9.5pt}
header,main,footer{max-width:none;padding:0}
a{text-decoration:none}
h2,h3,caption{break-after:avoid}
tr,figure,dl>div,li{break-inside:avoid}
td i,.legend i,path{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.mapped{display:block}
tfoot{display:table-row-group}
th,td{padding:.125rem .375rem}
td i{top:.375rem}
figure{display:flex;align-items:end;gap:1cm}
svg{width:auto;height:8cm}}
""".replace("\n", "")
"""The style sheet. A table that is too wide for a narrow screen leaves out its wide columns."""
