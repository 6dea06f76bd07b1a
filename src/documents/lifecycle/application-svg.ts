// Drawn by scripts/statecharts.ts: do not edit.
/** The application machine as SVG. @internal */
export const applicationSvg = `<svg class="statechart" role="img" aria-label="Statechart of applicationMachine" width="3195pt" height="1078pt"
 viewBox="0.00 0.00 3195.00 1078.00" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<title>Statechart of applicationMachine</title>
<style>.statechart{color:#1f2328}@media(prefers-color-scheme:dark){.statechart{color:#e6edf3}}</style>
<g id="graph0" class="graph" transform="scale(1 1) rotate(0) translate(4 1073.6)">
<polygon fill="none" stroke="none" points="-4,4 -4,-1073.6 3190.77,-1073.6 3190.77,4 -4,4"/>
<g id="clust1" class="cluster state regular">
<path fill="none" stroke="currentColor" stroke-width="2" d="M806.12,-341.6C806.12,-341.6 1741.12,-341.6 1741.12,-341.6 1747.12,-341.6 1753.12,-347.6 1753.12,-353.6 1753.12,-353.6 1753.12,-993.2 1753.12,-993.2 1753.12,-999.2 1747.12,-1005.2 1741.12,-1005.2 1741.12,-1005.2 806.12,-1005.2 806.12,-1005.2 800.12,-1005.2 794.12,-999.2 794.12,-993.2 794.12,-993.2 794.12,-353.6 794.12,-353.6 794.12,-347.6 800.12,-341.6 806.12,-341.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1254.6" y="-985.2" font-family="Helvetica,sans-Serif" font-size="11.16">signing</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1179.58" y="-964.8" font-family="Helvetica,sans-Serif" font-size="11.16">commitment.breached [isPromised]</text>
<polygon fill="currentColor" stroke="currentColor" points="1175.58,-979.8 1175.58,-979.8 1371.65,-979.8 1371.65,-979.8 1175.58,-979.8"/>
</g>
<g id="clust2" class="cluster state regular">
<path fill="none" stroke="currentColor" stroke-width="2" d="M2595.12,-257.2C2595.12,-257.2 2783.12,-257.2 2783.12,-257.2 2789.12,-257.2 2795.12,-263.2 2795.12,-269.2 2795.12,-269.2 2795.12,-577.2 2795.12,-577.2 2795.12,-583.2 2789.12,-589.2 2783.12,-589.2 2783.12,-589.2 2595.12,-589.2 2595.12,-589.2 2589.12,-589.2 2583.12,-583.2 2583.12,-577.2 2583.12,-577.2 2583.12,-269.2 2583.12,-269.2 2583.12,-263.2 2589.12,-257.2 2595.12,-257.2"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2671.44" y="-569.2" font-family="Helvetica,sans-Serif" font-size="11.16">signed</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2595.08" y="-548.8" font-family="Helvetica,sans-Serif" font-size="11.16">commitment.breached [isPromised]</text>
<polygon fill="currentColor" stroke="currentColor" points="2591.08,-563.8 2591.08,-563.8 2787.15,-563.8 2787.15,-563.8 2591.08,-563.8"/>
</g>
<g id="clust3" class="cluster state regular">
<path fill="none" stroke="currentColor" stroke-width="2" d="M1981.12,-8C1981.12,-8 2368.12,-8 2368.12,-8 2374.12,-8 2380.12,-14 2380.12,-20 2380.12,-20 2380.12,-755.6 2380.12,-755.6 2380.12,-761.6 2374.12,-767.6 2368.12,-767.6 2368.12,-767.6 1981.12,-767.6 1981.12,-767.6 1975.12,-767.6 1969.12,-761.6 1969.12,-755.6 1969.12,-755.6 1969.12,-20 1969.12,-20 1969.12,-14 1975.12,-8 1981.12,-8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2154.94" y="-747.6" font-family="Helvetica,sans-Serif" font-size="11.16">printing</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2080.58" y="-727.2" font-family="Helvetica,sans-Serif" font-size="11.16">commitment.breached [isPromised]</text>
<polygon fill="currentColor" stroke="currentColor" points="2076.58,-742.2 2076.58,-742.2 2272.65,-742.2 2272.65,-742.2 2076.58,-742.2"/>
</g>
<g id="node1" class="node state initial">
<ellipse fill="currentColor" stroke="currentColor" stroke-width="2" cx="417.12" cy="-1051.4" rx="5.4" ry="5.4"/>
</g>
<g id="node2" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="445.12,-908.4 389.12,-908.4 389.12,-872 445.12,-872 445.12,-908.4"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="406.11" y="-885.4" font-family="Helvetica,sans-Serif" font-size="11.16">new</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M401.58,-873C401.58,-873 432.65,-873 432.65,-873 438.38,-873 444.12,-878.73 444.12,-884.47 444.12,-884.47 444.12,-895.93 444.12,-895.93 444.12,-901.67 438.38,-907.4 432.65,-907.4 432.65,-907.4 401.58,-907.4 401.58,-907.4 395.85,-907.4 390.12,-901.67 390.12,-895.93 390.12,-895.93 390.12,-884.47 390.12,-884.47 390.12,-878.73 395.85,-873 401.58,-873"/>
</g>
<g id="edge1" class="edge transition">
<path fill="none" stroke="currentColor" d="M417.12,-1045.1C417.12,-1025.83 417.12,-958.54 417.12,-919.61"/>
<polygon fill="currentColor" stroke="currentColor" points="420.62,-919.81 417.12,-909.81 413.62,-919.81 420.62,-919.81"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="417.12" y="-1016.2" font-family="Helvetica,sans-Serif" font-size="9.30"> &#160;&#160;&#160;</text>
</g>
<g id="node3" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="448.14,-844 386.1,-844 386.1,-807.6 448.14,-807.6 448.14,-844"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="397.1" y="-821" font-family="Helvetica,sans-Serif" font-size="11.16">queued</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M398.56,-808.6C398.56,-808.6 435.67,-808.6 435.67,-808.6 441.41,-808.6 447.14,-814.33 447.14,-820.07 447.14,-820.07 447.14,-831.53 447.14,-831.53 447.14,-837.27 441.41,-843 435.67,-843 435.67,-843 398.56,-843 398.56,-843 392.83,-843 387.1,-837.27 387.1,-831.53 387.1,-831.53 387.1,-820.07 387.1,-820.07 387.1,-814.33 392.83,-808.6 398.56,-808.6"/>
</g>
<g id="edge2" class="edge transition">
<path fill="none" stroke="currentColor" d="M417.12,-872.15C417.12,-866.92 417.12,-861.02 417.12,-855.25"/>
<polygon fill="currentColor" stroke="currentColor" points="420.62,-855.34 417.12,-845.34 413.62,-855.34 420.62,-855.34"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="417.12" y="-855" font-family="Helvetica,sans-Serif" font-size="9.30">application.opened &#160;&#160;</text>
</g>
<g id="node4" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="450.46,-670.8 383.78,-670.8 383.78,-634.4 450.46,-634.4 450.46,-670.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="394.78" y="-647.8" font-family="Helvetica,sans-Serif" font-size="11.16">verifying</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M396.24,-635.4C396.24,-635.4 437.99,-635.4 437.99,-635.4 443.73,-635.4 449.46,-641.13 449.46,-646.87 449.46,-646.87 449.46,-658.33 449.46,-658.33 449.46,-664.07 443.73,-669.8 437.99,-669.8 437.99,-669.8 396.24,-669.8 396.24,-669.8 390.51,-669.8 384.78,-664.07 384.78,-658.33 384.78,-658.33 384.78,-646.87 384.78,-646.87 384.78,-641.13 390.51,-635.4 396.24,-635.4"/>
</g>
<g id="edge3" class="edge transition">
<path fill="none" stroke="currentColor" d="M417.12,-807.76C417.12,-778.28 417.12,-717.48 417.12,-681.68"/>
<polygon fill="currentColor" stroke="currentColor" points="420.62,-682.09 417.12,-672.09 413.62,-682.09 420.62,-682.09"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="417.12" y="-784.6" font-family="Helvetica,sans-Serif" font-size="9.30">application.called &#160;&#160;</text>
</g>
<g id="node5" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="278.46,-479.6 211.77,-479.6 211.77,-443.2 278.46,-443.2 278.46,-479.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="222.77" y="-456.6" font-family="Helvetica,sans-Serif" font-size="11.16">returned</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M224.24,-444.2C224.24,-444.2 266,-444.2 266,-444.2 271.73,-444.2 277.46,-449.93 277.46,-455.67 277.46,-455.67 277.46,-467.13 277.46,-467.13 277.46,-472.87 271.73,-478.6 266,-478.6 266,-478.6 224.24,-478.6 224.24,-478.6 218.5,-478.6 212.77,-472.87 212.77,-467.13 212.77,-467.13 212.77,-455.67 212.77,-455.67 212.77,-449.93 218.5,-444.2 224.24,-444.2"/>
</g>
<g id="edge4" class="edge transition">
<path fill="none" stroke="currentColor" d="M383.82,-650.89C306.27,-648.88 118.78,-641.93 99.95,-621.2 92.77,-613.31 92.73,-605.05 99.95,-597.2 114.31,-581.58 178.09,-601.87 195.12,-589.2 226.32,-565.99 238.07,-520.32 242.48,-490.59"/>
<polygon fill="currentColor" stroke="currentColor" points="245.93,-491.18 243.73,-480.81 238.99,-490.29 245.93,-491.18"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="99.95" y="-606.2" font-family="Helvetica,sans-Serif" font-size="9.30">application.returned &#160;&#160;</text>
</g>
<g id="node6" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="400.13,-479.6 322.1,-479.6 322.1,-443.2 400.13,-443.2 400.13,-479.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="333.1" y="-456.6" font-family="Helvetica,sans-Serif" font-size="11.16">rejected ◉</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M334.57,-444.2C334.57,-444.2 387.66,-444.2 387.66,-444.2 393.4,-444.2 399.13,-449.93 399.13,-455.67 399.13,-455.67 399.13,-467.13 399.13,-467.13 399.13,-472.87 393.4,-478.6 387.66,-478.6 387.66,-478.6 334.57,-478.6 334.57,-478.6 328.84,-478.6 323.1,-472.87 323.1,-467.13 323.1,-467.13 323.1,-455.67 323.1,-455.67 323.1,-449.93 328.84,-444.2 334.57,-444.2"/>
</g>
<g id="edge5" class="edge transition">
<path fill="none" stroke="currentColor" d="M384.04,-640.7C375.21,-636.12 366.72,-629.79 361.62,-621.2 337.54,-580.71 345.38,-523.53 353.26,-489.98"/>
<polygon fill="currentColor" stroke="currentColor" points="356.56,-491.18 355.62,-480.63 349.78,-489.46 356.56,-491.18"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="361.62" y="-606.2" font-family="Helvetica,sans-Serif" font-size="9.30">application.rejected &#160;&#160;</text>
</g>
<g id="node9" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1168.79,-844 1109.44,-844 1109.44,-807.6 1168.79,-807.6 1168.79,-844"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1120.44" y="-821" font-family="Helvetica,sans-Serif" font-size="11.16">waiting</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1121.91,-808.6C1121.91,-808.6 1156.33,-808.6 1156.33,-808.6 1162.06,-808.6 1167.79,-814.33 1167.79,-820.07 1167.79,-820.07 1167.79,-831.53 1167.79,-831.53 1167.79,-837.27 1162.06,-843 1156.33,-843 1156.33,-843 1121.91,-843 1121.91,-843 1116.17,-843 1110.44,-837.27 1110.44,-831.53 1110.44,-831.53 1110.44,-820.07 1110.44,-820.07 1110.44,-814.33 1116.17,-808.6 1121.91,-808.6"/>
</g>
<g id="edge37" class="edge transition">
<path fill="none" stroke="currentColor" d="M441.96,-670.65C490.25,-702.74 601.24,-771.4 705.95,-799.6 779.11,-819.31 1004.8,-823.6 1098.1,-824.54"/>
<polygon fill="currentColor" stroke="currentColor" points="1098.04,-828.04 1108.07,-824.63 1098.1,-821.04 1098.04,-828.04"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="705.95" y="-784.6" font-family="Helvetica,sans-Serif" font-size="9.30">application.passed &#160;&#160;</text>
</g>
<g id="node12" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1199.12,-479.6 1143.12,-479.6 1143.12,-443.2 1199.12,-443.2 1199.12,-479.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1161.78" y="-456.6" font-family="Helvetica,sans-Serif" font-size="11.16">wet</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1155.58,-444.2C1155.58,-444.2 1186.65,-444.2 1186.65,-444.2 1192.38,-444.2 1198.12,-449.93 1198.12,-455.67 1198.12,-455.67 1198.12,-467.13 1198.12,-467.13 1198.12,-472.87 1192.38,-478.6 1186.65,-478.6 1186.65,-478.6 1155.58,-478.6 1155.58,-478.6 1149.85,-478.6 1144.12,-472.87 1144.12,-467.13 1144.12,-467.13 1144.12,-455.67 1144.12,-455.67 1144.12,-449.93 1149.85,-444.2 1155.58,-444.2"/>
</g>
<g id="edge36" class="edge transition">
<path fill="none" stroke="currentColor" d="M440.25,-634.6C445.85,-630.33 451.77,-625.68 457.12,-621.2 469.21,-611.09 469.16,-604.32 483.22,-597.2 709.29,-482.8 1022.63,-465.32 1131.76,-462.78"/>
<polygon fill="currentColor" stroke="currentColor" points="1131.72,-466.28 1141.65,-462.58 1131.58,-459.28 1131.72,-466.28"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="483.22" y="-606.2" font-family="Helvetica,sans-Serif" font-size="9.30">application.passed [hasNoProviderAndSignsFirst] &#160;&#160;</text>
</g>
<g id="node22" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2220.46,-479.6 2161.77,-479.6 2161.77,-443.2 2220.46,-443.2 2220.46,-479.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2172.77" y="-456.6" font-family="Helvetica,sans-Serif" font-size="11.16">routing</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2174.24,-444.2C2174.24,-444.2 2208,-444.2 2208,-444.2 2213.73,-444.2 2219.46,-449.93 2219.46,-455.67 2219.46,-455.67 2219.46,-467.13 2219.46,-467.13 2219.46,-472.87 2213.73,-478.6 2208,-478.6 2208,-478.6 2174.24,-478.6 2174.24,-478.6 2168.5,-478.6 2162.77,-472.87 2162.77,-467.13 2162.77,-467.13 2162.77,-455.67 2162.77,-455.67 2162.77,-449.93 2168.5,-444.2 2174.24,-444.2"/>
</g>
<g id="edge35" class="edge transition">
<path fill="none" stroke="currentColor" d="M450.44,-649.01C515.49,-644.09 664,-633.48 789.12,-629.2 815.99,-628.28 1732.59,-632.23 1757.12,-621.2 1770.22,-615.31 1766.73,-605.03 1778.77,-597.2 1900.71,-517.95 2073.28,-481.56 2150.74,-468.46"/>
<polygon fill="currentColor" stroke="currentColor" points="2151.11,-471.95 2160.4,-466.87 2149.97,-465.04 2151.11,-471.95"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1778.77" y="-612.2" font-family="Helvetica,sans-Serif" font-size="9.30">application.passed [needsNoSignature] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1778.77" y="-600.2" font-family="Helvetica,sans-Serif" font-size="9.30">application.passed [hasNoProvider] &#160;&#160;</text>
</g>
<g id="edge6" class="edge transition">
<path fill="none" stroke="currentColor" d="M237.31,-479.13C223.77,-510.92 200.49,-580.51 234.95,-621.2 252.22,-641.6 324.29,-648.32 372.43,-650.53"/>
<polygon fill="currentColor" stroke="currentColor" points="372.16,-654.02 382.3,-650.93 372.45,-647.03 372.16,-654.02"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="234.95" y="-606.2" font-family="Helvetica,sans-Serif" font-size="9.30">application.resubmitted &#160;&#160;</text>
</g>
<g id="node8" class="node state initial">
<ellipse fill="currentColor" stroke="currentColor" stroke-width="2" cx="1139.12" cy="-890.2" rx="5.4" ry="5.4"/>
</g>
<g id="edge7" class="edge transition">
<path fill="none" stroke="currentColor" d="M1139.12,-883.88C1139.12,-877.43 1139.12,-866.07 1139.12,-855.17"/>
<polygon fill="currentColor" stroke="currentColor" points="1142.62,-855.29 1139.12,-845.29 1135.62,-855.29 1142.62,-855.29"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1139.12" y="-855" font-family="Helvetica,sans-Serif" font-size="9.30"> &#160;&#160;&#160;</text>
</g>
<g id="node10" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1387.8,-479.6 1314.44,-479.6 1314.44,-443.2 1387.8,-443.2 1387.8,-479.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1325.44" y="-456.6" font-family="Helvetica,sans-Serif" font-size="11.16">electronic</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1326.91,-444.2C1326.91,-444.2 1375.33,-444.2 1375.33,-444.2 1381.06,-444.2 1386.8,-449.93 1386.8,-455.67 1386.8,-455.67 1386.8,-467.13 1386.8,-467.13 1386.8,-472.87 1381.06,-478.6 1375.33,-478.6 1375.33,-478.6 1326.91,-478.6 1326.91,-478.6 1321.17,-478.6 1315.44,-472.87 1315.44,-467.13 1315.44,-467.13 1315.44,-455.67 1315.44,-455.67 1315.44,-449.93 1321.17,-444.2 1326.91,-444.2"/>
</g>
<g id="edge8" class="edge transition">
<path fill="none" stroke="currentColor" d="M1136.15,-807.71C1128.33,-760.19 1109.55,-627.95 1137.12,-597.2 1148.01,-585.05 1195.22,-595.87 1210.12,-589.2 1261.04,-566.41 1306.33,-518.23 1331.13,-488.26"/>
<polygon fill="currentColor" stroke="currentColor" points="1333.63,-490.74 1337.2,-480.76 1328.19,-486.33 1333.63,-490.74"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1129.88" y="-649.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.started [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="node11" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1520.5,-676 1329.74,-676 1329.74,-629.2 1520.5,-629.2 1520.5,-676"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1413.77" y="-658" font-family="Helvetica,sans-Serif" font-size="11.16">held</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1335.74" y="-637.6" font-family="Helvetica,sans-Serif" font-size="11.16">signature.held [isCurrentRequest]</text>
<polygon fill="currentColor" stroke="currentColor" points="1329.74,-652.6 1329.74,-652.6 1520.5,-652.6 1520.5,-652.6 1329.74,-652.6"/>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1342.74,-630.2C1342.74,-630.2 1507.5,-630.2 1507.5,-630.2 1513.5,-630.2 1519.5,-636.2 1519.5,-642.2 1519.5,-642.2 1519.5,-663 1519.5,-663 1519.5,-669 1513.5,-675 1507.5,-675 1507.5,-675 1342.74,-675 1342.74,-675 1336.74,-675 1330.74,-669 1330.74,-663 1330.74,-663 1330.74,-642.2 1330.74,-642.2 1330.74,-636.2 1336.74,-630.2 1342.74,-630.2"/>
</g>
<g id="edge9" class="edge transition">
<path fill="none" stroke="currentColor" d="M1168.65,-819.56C1204.81,-812.18 1266.93,-796.3 1313.12,-767.6 1348.59,-745.56 1381.07,-710.03 1401.81,-684.49"/>
<polygon fill="currentColor" stroke="currentColor" points="1404.47,-686.76 1407.96,-676.76 1398.99,-682.41 1404.47,-686.76"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1295.91" y="-790.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.held [losesPromise] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1295.91" y="-778.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.held [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge10" class="edge transition">
<path fill="none" stroke="currentColor" d="M1109.46,-823.16C1045.09,-818.93 895.89,-805.19 865.34,-767.6 826.55,-719.86 822.54,-673.37 865.34,-629.2 884.97,-608.94 1096.54,-638.11 1119.12,-621.2 1121.83,-619.17 1148.38,-535.19 1162.46,-490.2"/>
<polygon fill="currentColor" stroke="currentColor" points="1165.73,-491.45 1165.37,-480.86 1159.05,-489.36 1165.73,-491.45"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="865.34" y="-655.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.routedWet [keepsPromiseAndSignsFirst] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="865.34" y="-643.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.routedWet [isCurrentRequestAndSignsFirst] &#160;&#160;</text>
</g>
<g id="edge38" class="edge transition">
<path fill="none" stroke="currentColor" d="M1168.56,-824.33C1336.04,-821.53 2162.41,-805.81 2199.12,-767.6 2272.07,-691.65 2226.96,-549.74 2203.11,-490.02"/>
<polygon fill="currentColor" stroke="currentColor" points="2206.41,-488.85 2199.37,-480.93 2199.94,-491.51 2206.41,-488.85"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2238.91" y="-655.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.routedWet [keepsPromise] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2238.91" y="-643.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.routedWet [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge41" class="edge transition">
<path fill="none" stroke="currentColor" d="M1339.1,-479.23C1317.28,-508.17 1268.02,-566.43 1210.12,-589.2 1161.33,-608.39 787.07,-577.81 738.36,-597.2 723.68,-603.05 726.54,-614.73 712.12,-621.2 668.45,-640.79 532.64,-647.96 461.54,-650.42"/>
<polygon fill="currentColor" stroke="currentColor" points="461.69,-646.91 451.81,-650.73 461.91,-653.91 461.69,-646.91"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="738.36" y="-606.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.refused [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge13" class="edge transition">
<path fill="none" stroke="currentColor" d="M1387.46,-470.72C1442.54,-485.5 1545.36,-522.12 1589.12,-597.2 1629.4,-666.32 1586.66,-710.02 1531.12,-767.6 1483.3,-817.16 1270.42,-824.19 1179.98,-824.89"/>
<polygon fill="currentColor" stroke="currentColor" points="1180.06,-821.39 1170.08,-824.95 1180.09,-828.39 1180.06,-821.39"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1604.97" y="-649.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.requeued [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="node13" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1023.13,-386 953.1,-386 953.1,-349.6 1023.13,-349.6 1023.13,-386"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="964.1" y="-363" font-family="Helvetica,sans-Serif" font-size="11.16">unknown</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M965.57,-350.6C965.57,-350.6 1010.67,-350.6 1010.67,-350.6 1016.4,-350.6 1022.13,-356.33 1022.13,-362.07 1022.13,-362.07 1022.13,-373.53 1022.13,-373.53 1022.13,-379.27 1016.4,-385 1010.67,-385 1010.67,-385 965.57,-385 965.57,-385 959.83,-385 954.1,-379.27 954.1,-373.53 954.1,-373.53 954.1,-362.07 954.1,-362.07 954.1,-356.33 959.83,-350.6 965.57,-350.6"/>
</g>
<g id="edge14" class="edge transition">
<path fill="none" stroke="currentColor" d="M1314.65,-451.2C1248.09,-434.4 1107.08,-398.82 1034.07,-380.4"/>
<polygon fill="currentColor" stroke="currentColor" points="1034.98,-377.02 1024.43,-377.96 1033.27,-383.8 1034.98,-377.02"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1243.86" y="-414.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.unknown [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="node16" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2649.46,-386 2590.77,-386 2590.77,-349.6 2649.46,-349.6 2649.46,-386"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2601.77" y="-363" font-family="Helvetica,sans-Serif" font-size="11.16">routing</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2603.24,-350.6C2603.24,-350.6 2637,-350.6 2637,-350.6 2642.73,-350.6 2648.46,-356.33 2648.46,-362.07 2648.46,-362.07 2648.46,-373.53 2648.46,-373.53 2648.46,-379.27 2642.73,-385 2637,-385 2637,-385 2603.24,-385 2603.24,-385 2597.5,-385 2591.77,-379.27 2591.77,-373.53 2591.77,-373.53 2591.77,-362.07 2591.77,-362.07 2591.77,-356.33 2597.5,-350.6 2603.24,-350.6"/>
</g>
<g id="edge40" class="edge transition">
<path fill="none" stroke="currentColor" d="M1387.73,-459.26C1482.82,-456.32 1745.39,-448.35 1964.12,-443.2 1975.78,-442.93 2374.02,-441.05 2384.12,-435.2 2400.26,-425.85 2390.16,-409.51 2405.7,-399.2 2433.51,-380.76 2525.81,-373.27 2579.82,-370.42"/>
<polygon fill="currentColor" stroke="currentColor" points="2579.73,-373.93 2589.54,-369.94 2579.38,-366.94 2579.73,-373.93"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2405.7" y="-414.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.made [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge11" class="edge transition">
<path fill="none" stroke="currentColor" d="M1418.13,-629.24C1414.94,-619.36 1411.01,-607.64 1407.12,-597.2 1393.04,-559.42 1374.84,-516.54 1363.07,-489.49"/>
<polygon fill="currentColor" stroke="currentColor" points="1366.42,-488.41 1359.2,-480.65 1360,-491.21 1366.42,-488.41"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1415.41" y="-606.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.started [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge12" class="edge transition">
<path fill="none" stroke="currentColor" d="M1329.95,-631.58C1324.27,-630.69 1318.63,-629.89 1313.12,-629.2 1295.7,-627.03 1167.43,-633.92 1155.34,-621.2 1121.95,-586.08 1141.55,-524.82 1157.32,-489.54"/>
<polygon fill="currentColor" stroke="currentColor" points="1160.32,-491.39 1161.39,-480.85 1153.98,-488.42 1160.32,-491.39"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1155.34" y="-612.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.routedWet [keepsPromiseAndSignsFirst] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1155.34" y="-600.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.routedWet [isCurrentRequestAndSignsFirst] &#160;&#160;</text>
</g>
<g id="edge39" class="edge transition">
<path fill="none" stroke="currentColor" d="M1520.26,-631.37C1525.94,-630.53 1531.6,-629.8 1537.12,-629.2 1560.82,-626.63 1943.8,-629.59 1966.12,-621.2 1981.61,-615.38 1981.42,-607.23 1994.59,-597.2 2048.9,-555.84 2114.86,-511.79 2154.87,-485.7"/>
<polygon fill="currentColor" stroke="currentColor" points="2156.72,-488.68 2163.2,-480.3 2152.9,-482.81 2156.72,-488.68"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1994.59" y="-612.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.routedWet [keepsPromise] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1994.59" y="-600.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.routedWet [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="node18" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2763.13,-479.6 2681.1,-479.6 2681.1,-443.2 2763.13,-443.2 2763.13,-479.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2692.1" y="-456.6" font-family="Helvetica,sans-Serif" font-size="11.16">wetRouting</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2693.57,-444.2C2693.57,-444.2 2750.67,-444.2 2750.67,-444.2 2756.4,-444.2 2762.13,-449.93 2762.13,-455.67 2762.13,-455.67 2762.13,-467.13 2762.13,-467.13 2762.13,-472.87 2756.4,-478.6 2750.67,-478.6 2750.67,-478.6 2693.57,-478.6 2693.57,-478.6 2687.83,-478.6 2682.1,-472.87 2682.1,-467.13 2682.1,-467.13 2682.1,-455.67 2682.1,-455.67 2682.1,-449.93 2687.83,-444.2 2693.57,-444.2"/>
</g>
<g id="edge44" class="edge transition">
<path fill="none" stroke="currentColor" d="M1185,-479.17C1206.81,-505.47 1251.93,-553.65 1303.12,-572.3 1374.47,-598.3 2606.02,-613.04 2670.12,-572.3 2698.13,-554.49 2711.32,-517.17 2717.34,-490.75"/>
<polygon fill="currentColor" stroke="currentColor" points="2720.76,-491.47 2719.33,-480.97 2713.91,-490.07 2720.76,-491.47"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1641.87" y="-606.2" font-family="Helvetica,sans-Serif" font-size="9.30">wetSignature.made &#160;&#160;</text>
</g>
<g id="edge43" class="edge transition">
<path fill="none" stroke="currentColor" d="M953.26,-368.77C788.51,-369.01 93.29,-374.12 29.36,-443.2 -14.71,-490.83 -3.97,-533.53 29.36,-589.2 44.84,-615.05 60.27,-612.53 89.12,-621.2 141.01,-636.8 295.84,-645.96 372.75,-649.67"/>
<polygon fill="currentColor" stroke="currentColor" points="372.29,-653.15 382.44,-650.13 372.62,-646.16 372.29,-653.15"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="29.36" y="-458.4" font-family="Helvetica,sans-Serif" font-size="9.30">signature.refused [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge15" class="edge transition">
<path fill="none" stroke="currentColor" d="M985.4,-385.88C976.83,-437.52 948.68,-590.42 911.12,-621.2 897.13,-632.67 842.26,-615.8 830.12,-629.2 788.82,-674.78 803.14,-712.32 830.12,-767.6 840.26,-788.37 849.64,-791.06 871.12,-799.6 911.39,-815.6 1033.96,-821.64 1098.46,-823.76"/>
<polygon fill="currentColor" stroke="currentColor" points="1098.17,-827.25 1108.28,-824.06 1098.39,-820.26 1098.17,-827.25"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="928.17" y="-606.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.requeued [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge42" class="edge transition">
<path fill="none" stroke="currentColor" d="M1023.07,-372.3C1104.26,-382.49 1311.93,-407.11 1486.41,-415.43 1734.85,-427.28 2103.6,-409.83 2385.12,-391.2 2453.57,-386.67 2532.93,-378.06 2579.7,-372.65"/>
<polygon fill="currentColor" stroke="currentColor" points="2579.83,-376.16 2589.36,-371.52 2579.02,-369.2 2579.83,-376.16"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1486.41" y="-414.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.made [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="node15" class="node state initial">
<ellipse fill="currentColor" stroke="currentColor" stroke-width="2" cx="2654.12" cy="-461.4" rx="5.4" ry="5.4"/>
</g>
<g id="edge16" class="edge transition">
<path fill="none" stroke="currentColor" d="M2657.63,-456.48C2661.56,-451.8 2667.69,-443.56 2670.12,-435.2 2674.58,-419.84 2677.96,-413.15 2670.12,-399.2 2667.26,-394.13 2663.19,-389.8 2658.57,-386.15"/>
<polygon fill="currentColor" stroke="currentColor" points="2660.74,-383.39 2650.48,-380.75 2656.86,-389.21 2660.74,-383.39"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2674.82" y="-414.2" font-family="Helvetica,sans-Serif" font-size="9.30"> &#160;&#160;&#160;</text>
</g>
<g id="node17" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2664.8,-301.6 2591.44,-301.6 2591.44,-265.2 2664.8,-265.2 2664.8,-301.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2602.44" y="-278.6" font-family="Helvetica,sans-Serif" font-size="11.16">electronic</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2603.91,-266.2C2603.91,-266.2 2652.33,-266.2 2652.33,-266.2 2658.06,-266.2 2663.8,-271.93 2663.8,-277.67 2663.8,-277.67 2663.8,-289.13 2663.8,-289.13 2663.8,-294.87 2658.06,-300.6 2652.33,-300.6 2652.33,-300.6 2603.91,-300.6 2603.91,-300.6 2598.17,-300.6 2592.44,-294.87 2592.44,-289.13 2592.44,-289.13 2592.44,-277.67 2592.44,-277.67 2592.44,-271.93 2598.17,-266.2 2603.91,-266.2"/>
</g>
<g id="edge17" class="edge transition">
<path fill="none" stroke="currentColor" d="M2621.77,-349.73C2622.82,-339.01 2624.18,-324.93 2625.38,-312.59"/>
<polygon fill="currentColor" stroke="currentColor" points="2628.83,-313.25 2626.32,-302.96 2621.87,-312.57 2628.83,-313.25"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2625.53" y="-318.6" font-family="Helvetica,sans-Serif" font-size="9.30">at once &#160;&#160;</text>
</g>
<g id="node23" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2372.47,-386 2267.76,-386 2267.76,-349.6 2372.47,-349.6 2372.47,-386"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2278.76" y="-363" font-family="Helvetica,sans-Serif" font-size="11.16">awaitingRecord</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2280.23,-350.6C2280.23,-350.6 2360.01,-350.6 2360.01,-350.6 2365.74,-350.6 2371.47,-356.33 2371.47,-362.07 2371.47,-362.07 2371.47,-373.53 2371.47,-373.53 2371.47,-379.27 2365.74,-385 2360.01,-385 2360.01,-385 2280.23,-385 2280.23,-385 2274.5,-385 2268.76,-379.27 2268.76,-373.53 2268.76,-373.53 2268.76,-362.07 2268.76,-362.07 2268.76,-356.33 2274.5,-350.6 2280.23,-350.6"/>
</g>
<g id="edge45" class="edge transition">
<path fill="none" stroke="currentColor" d="M2591.13,-367.8C2543.48,-367.8 2447.53,-367.8 2383.54,-367.8"/>
<polygon fill="currentColor" stroke="currentColor" points="2383.89,-364.3 2373.89,-367.8 2383.89,-371.3 2383.89,-364.3"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2447.17" y="-373.8" font-family="Helvetica,sans-Serif" font-size="9.30">[lacksRecord] &#160;&#160;</text>
</g>
<g id="node25" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2279.13,-205.2 2217.1,-205.2 2217.1,-168.8 2279.13,-168.8 2279.13,-205.2"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2228.1" y="-182.2" font-family="Helvetica,sans-Serif" font-size="11.16">running</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2229.57,-169.8C2229.57,-169.8 2266.67,-169.8 2266.67,-169.8 2272.4,-169.8 2278.13,-175.53 2278.13,-181.27 2278.13,-181.27 2278.13,-192.73 2278.13,-192.73 2278.13,-198.47 2272.4,-204.2 2266.67,-204.2 2266.67,-204.2 2229.57,-204.2 2229.57,-204.2 2223.83,-204.2 2218.1,-198.47 2218.1,-192.73 2218.1,-192.73 2218.1,-181.27 2218.1,-181.27 2218.1,-175.53 2223.83,-169.8 2229.57,-169.8"/>
</g>
<g id="edge46" class="edge transition">
<path fill="none" stroke="currentColor" d="M2591.54,-271.87C2541.7,-257.68 2449.53,-232.04 2370.12,-213.2 2343.62,-206.92 2313.68,-200.72 2290.09,-196.04"/>
<polygon fill="currentColor" stroke="currentColor" points="2291.04,-192.66 2280.55,-194.17 2289.69,-199.53 2291.04,-192.66"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2504.19" y="-228.2" font-family="Helvetica,sans-Serif" font-size="9.30">print.assigned [isCurrentJob] &#160;&#160;</text>
</g>
<g id="node19" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2762.12,-386 2706.12,-386 2706.12,-349.6 2762.12,-349.6 2762.12,-386"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2724.78" y="-363" font-family="Helvetica,sans-Serif" font-size="11.16">wet</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2718.58,-350.6C2718.58,-350.6 2749.65,-350.6 2749.65,-350.6 2755.38,-350.6 2761.12,-356.33 2761.12,-362.07 2761.12,-362.07 2761.12,-373.53 2761.12,-373.53 2761.12,-379.27 2755.38,-385 2749.65,-385 2749.65,-385 2718.58,-385 2718.58,-385 2712.85,-385 2707.12,-379.27 2707.12,-373.53 2707.12,-373.53 2707.12,-362.07 2707.12,-362.07 2707.12,-356.33 2712.85,-350.6 2718.58,-350.6"/>
</g>
<g id="edge18" class="edge transition">
<path fill="none" stroke="currentColor" d="M2724.32,-443.6C2726.02,-430.64 2728.4,-412.42 2730.4,-397.2"/>
<polygon fill="currentColor" stroke="currentColor" points="2733.86,-397.68 2731.69,-387.31 2726.92,-396.77 2733.86,-397.68"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2729.89" y="-420.2" font-family="Helvetica,sans-Serif" font-size="9.30">[isPrinted] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2729.89" y="-408.2" font-family="Helvetica,sans-Serif" font-size="9.30">at once &#160;&#160;</text>
</g>
<g id="edge48" class="edge transition">
<path fill="none" stroke="currentColor" d="M2681.18,-445.97C2677.47,-444.93 2673.74,-443.99 2670.12,-443.2 2653.97,-439.7 2610.17,-444.03 2596.21,-435.2 2580.34,-425.16 2589.92,-409.33 2574.12,-399.2 2543.56,-379.62 2448.49,-372.65 2383.74,-370.17"/>
<polygon fill="currentColor" stroke="currentColor" points="2384.05,-366.68 2373.94,-369.82 2383.81,-373.68 2384.05,-366.68"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2596.21" y="-414.2" font-family="Helvetica,sans-Serif" font-size="9.30">[lacksRecord] &#160;&#160;</text>
</g>
<g id="node29" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2973.13,-301.6 2867.1,-301.6 2867.1,-265.2 2973.13,-265.2 2973.13,-301.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2878.1" y="-278.6" font-family="Helvetica,sans-Serif" font-size="11.16">readyForPickup</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2879.57,-266.2C2879.57,-266.2 2960.67,-266.2 2960.67,-266.2 2966.4,-266.2 2972.13,-271.93 2972.13,-277.67 2972.13,-277.67 2972.13,-289.13 2972.13,-289.13 2972.13,-294.87 2966.4,-300.6 2960.67,-300.6 2960.67,-300.6 2879.57,-300.6 2879.57,-300.6 2873.83,-300.6 2868.1,-294.87 2868.1,-289.13 2868.1,-289.13 2868.1,-277.67 2868.1,-277.67 2868.1,-271.93 2873.83,-266.2 2879.57,-266.2"/>
</g>
<g id="edge47" class="edge transition">
<path fill="none" stroke="currentColor" d="M2762.99,-447.42C2771.56,-443.99 2780.35,-439.9 2788.12,-435.2 2846.47,-399.89 2865.18,-390.27 2903.12,-333.6 2907.41,-327.19 2910.72,-319.59 2913.24,-312.31"/>
<polygon fill="currentColor" stroke="currentColor" points="2916.58,-313.36 2916.13,-302.78 2909.88,-311.33 2916.58,-313.36"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2896.96" y="-364.8" font-family="Helvetica,sans-Serif" font-size="9.30">[isPrintedAndNotCheckedBack] &#160;&#160;</text>
</g>
<g id="edge50" class="edge transition">
<path fill="none" stroke="currentColor" d="M2730.3,-349.79C2721.75,-316.31 2697.56,-242.55 2645.12,-213.2 2644.16,-212.66 2392.22,-196.95 2290.23,-190.61"/>
<polygon fill="currentColor" stroke="currentColor" points="2290.56,-187.13 2280.36,-190 2290.13,-194.11 2290.56,-187.13"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2713.57" y="-280.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.assigned [isCurrentJob] &#160;&#160;</text>
</g>
<g id="edge49" class="edge transition">
<path fill="none" stroke="currentColor" d="M2733.54,-349.76C2734.09,-336.84 2737.1,-319.64 2748.15,-309.6 2748.67,-309.12 2807.49,-300.57 2856.18,-293.56"/>
<polygon fill="currentColor" stroke="currentColor" points="2856.45,-297.06 2865.85,-292.17 2855.45,-290.13 2856.45,-297.06"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2748.15" y="-318.6" font-family="Helvetica,sans-Serif" font-size="9.30">wetSignature.checked [isPrinted] &#160;&#160;</text>
</g>
<g id="node21" class="node state initial">
<ellipse fill="currentColor" stroke="currentColor" stroke-width="2" cx="2183.12" cy="-652.6" rx="5.4" ry="5.4"/>
</g>
<g id="edge19" class="edge transition">
<path fill="none" stroke="currentColor" d="M2183.33,-646.54C2184.26,-624.58 2187.98,-536.62 2189.92,-490.67"/>
<polygon fill="currentColor" stroke="currentColor" points="2193.41,-491.09 2190.33,-480.95 2186.41,-490.79 2193.41,-491.09"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2185.26" y="-606.2" font-family="Helvetica,sans-Serif" font-size="9.30"> &#160;&#160;&#160;</text>
</g>
<g id="edge20" class="edge transition">
<path fill="none" stroke="currentColor" d="M2215.08,-443.39C2235.35,-428.99 2264.61,-408.21 2287.1,-392.24"/>
<polygon fill="currentColor" stroke="currentColor" points="2288.92,-395.24 2295.05,-386.6 2284.87,-389.54 2288.92,-395.24"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2274.71" y="-414.2" font-family="Helvetica,sans-Serif" font-size="9.30">[lacksRecord] &#160;&#160;</text>
</g>
<g id="node24" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2200.14,-301.6 2138.1,-301.6 2138.1,-265.2 2200.14,-265.2 2200.14,-301.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2149.1" y="-278.6" font-family="Helvetica,sans-Serif" font-size="11.16">queued</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2150.56,-266.2C2150.56,-266.2 2187.67,-266.2 2187.67,-266.2 2193.41,-266.2 2199.14,-271.93 2199.14,-277.67 2199.14,-277.67 2199.14,-289.13 2199.14,-289.13 2199.14,-294.87 2193.41,-300.6 2187.67,-300.6 2187.67,-300.6 2150.56,-300.6 2150.56,-300.6 2144.83,-300.6 2139.1,-294.87 2139.1,-289.13 2139.1,-289.13 2139.1,-277.67 2139.1,-277.67 2139.1,-271.93 2144.83,-266.2 2150.56,-266.2"/>
</g>
<g id="edge21" class="edge transition">
<path fill="none" stroke="currentColor" d="M2188.97,-443.2C2185.18,-412.9 2177.28,-349.7 2172.67,-312.82"/>
<polygon fill="currentColor" stroke="currentColor" points="2176.14,-312.4 2171.43,-302.91 2169.2,-313.27 2176.14,-312.4"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2182.3" y="-364.8" font-family="Helvetica,sans-Serif" font-size="9.30">at once &#160;&#160;</text>
</g>
<g id="edge51" class="edge transition">
<path fill="none" stroke="currentColor" d="M2366.54,-349.7C2401.32,-337.33 2450.28,-320.89 2494.18,-309.6 2522.4,-302.34 2554.46,-296.24 2580.14,-291.85"/>
<polygon fill="currentColor" stroke="currentColor" points="2580.67,-295.31 2589.96,-290.21 2579.52,-288.41 2580.67,-295.31"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2494.18" y="-318.6" font-family="Helvetica,sans-Serif" font-size="9.30">record.ready [isElectronic] &#160;&#160;</text>
</g>
<g id="edge22" class="edge transition">
<path fill="none" stroke="currentColor" d="M2288.83,-349.73C2265.98,-337.26 2234.78,-320.23 2209.96,-306.69"/>
<polygon fill="currentColor" stroke="currentColor" points="2211.89,-303.75 2201.43,-302.04 2208.54,-309.9 2211.89,-303.75"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2258.14" y="-318.6" font-family="Helvetica,sans-Serif" font-size="9.30">record.ready &#160;&#160;</text>
</g>
<g id="edge23" class="edge transition">
<path fill="none" stroke="currentColor" d="M2138.26,-280.62C2095.81,-277.45 2022.81,-269.18 2006.5,-249.2 1996.38,-236.81 1995.42,-224.74 2006.5,-213.2 2013.95,-205.43 2189.55,-207.26 2200.12,-205.2 2202.15,-204.8 2204.21,-204.34 2206.27,-203.82"/>
<polygon fill="currentColor" stroke="currentColor" points="2207.19,-207.19 2215.81,-201.02 2205.23,-200.47 2207.19,-207.19"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2006.5" y="-228.2" font-family="Helvetica,sans-Serif" font-size="9.30">print.assigned [isCurrentJob] &#160;&#160;</text>
</g>
<g id="edge53" class="edge transition">
<path fill="none" stroke="currentColor" d="M2217.23,-198.25C2207.39,-201.05 2196.4,-203.73 2186.12,-205.2 2124.52,-214.03 1686.88,-199.77 1626.12,-213.2 1523.73,-235.84 1503.23,-260.13 1410.77,-309.6 1334.86,-350.22 1250.64,-405.84 1205.01,-436.93"/>
<polygon fill="currentColor" stroke="currentColor" points="1203.14,-433.97 1196.86,-442.51 1207.09,-439.75 1203.14,-433.97"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1410.77" y="-318.6" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJobAndSheetWasSigned] &#160;&#160;</text>
</g>
<g id="edge24" class="edge transition">
<path fill="none" stroke="currentColor" d="M2217.27,-199.53C2211.6,-201.51 2205.7,-203.49 2200.12,-205.2 2186.43,-209.4 2177.69,-201.89 2168.92,-213.2 2160.09,-224.58 2159.57,-240.48 2161.52,-254.16"/>
<polygon fill="currentColor" stroke="currentColor" points="2158.08,-254.82 2163.43,-263.97 2164.95,-253.49 2158.08,-254.82"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2168.92" y="-240.2" font-family="Helvetica,sans-Serif" font-size="9.30">print.failed [isCurrentJobAndMayReprint] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2168.92" y="-228.2" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJobAndMayReprint] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2168.92" y="-216.2" font-family="Helvetica,sans-Serif" font-size="9.30">print.requeued [isCurrentJob] &#160;&#160;</text>
</g>
<g id="node26" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2194.8,-52.4 2131.44,-52.4 2131.44,-16 2194.8,-16 2194.8,-52.4"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2142.44" y="-29.4" font-family="Helvetica,sans-Serif" font-size="11.16">blocked</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2143.9,-17C2143.9,-17 2182.33,-17 2182.33,-17 2188.06,-17 2193.8,-22.73 2193.8,-28.47 2193.8,-28.47 2193.8,-39.93 2193.8,-39.93 2193.8,-45.67 2188.06,-51.4 2182.33,-51.4 2182.33,-51.4 2143.9,-51.4 2143.9,-51.4 2138.17,-51.4 2132.44,-45.67 2132.44,-39.93 2132.44,-39.93 2132.44,-28.47 2132.44,-28.47 2132.44,-22.73 2138.17,-17 2143.9,-17"/>
</g>
<g id="edge25" class="edge transition">
<path fill="none" stroke="currentColor" d="M2219.35,-168.81C2205.25,-158.88 2189.29,-145.12 2179.84,-128.8 2168.38,-109.02 2164.42,-83.26 2163.21,-63.77"/>
<polygon fill="currentColor" stroke="currentColor" points="2166.71,-63.64 2162.82,-53.78 2159.71,-63.91 2166.71,-63.64"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2179.84" y="-113.6" font-family="Helvetica,sans-Serif" font-size="9.30">print.failed [isCurrentJob] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2179.84" y="-101.6" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJob] &#160;&#160;</text>
</g>
<g id="node27" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2047.13,-128.8 1977.1,-128.8 1977.1,-92.4 2047.13,-92.4 2047.13,-128.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1988.1" y="-105.8" font-family="Helvetica,sans-Serif" font-size="11.16">unknown</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1989.57,-93.4C1989.57,-93.4 2034.67,-93.4 2034.67,-93.4 2040.4,-93.4 2046.13,-99.13 2046.13,-104.87 2046.13,-104.87 2046.13,-116.33 2046.13,-116.33 2046.13,-122.07 2040.4,-127.8 2034.67,-127.8 2034.67,-127.8 1989.57,-127.8 1989.57,-127.8 1983.83,-127.8 1978.1,-122.07 1978.1,-116.33 1978.1,-116.33 1978.1,-104.87 1978.1,-104.87 1978.1,-99.13 1983.83,-93.4 1989.57,-93.4"/>
</g>
<g id="edge26" class="edge transition">
<path fill="none" stroke="currentColor" d="M2217.26,-173.43C2211.63,-171.57 2205.76,-169.92 2200.12,-168.8 2181.28,-165.08 2042.7,-172.53 2027.5,-160.8 2020.85,-155.67 2017.01,-147.7 2014.81,-139.65"/>
<polygon fill="currentColor" stroke="currentColor" points="2018.28,-139.16 2012.96,-130 2011.41,-140.48 2018.28,-139.16"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2027.5" y="-145.8" font-family="Helvetica,sans-Serif" font-size="9.30">print.unknown [isCurrentJob] &#160;&#160;</text>
</g>
<g id="node28" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1961.15,-391.2 1761.08,-391.2 1761.08,-344.4 1961.15,-344.4 1961.15,-391.2"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1842.77" y="-373.2" font-family="Helvetica,sans-Serif" font-size="11.16">printed</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1767.08" y="-352.8" font-family="Helvetica,sans-Serif" font-size="11.16">commitment.breached [isPromised]</text>
<polygon fill="currentColor" stroke="currentColor" points="1761.08,-367.8 1761.08,-367.8 1961.15,-367.8 1961.15,-367.8 1761.08,-367.8"/>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1774.08,-345.4C1774.08,-345.4 1948.15,-345.4 1948.15,-345.4 1954.15,-345.4 1960.15,-351.4 1960.15,-357.4 1960.15,-357.4 1960.15,-378.2 1960.15,-378.2 1960.15,-384.2 1954.15,-390.2 1948.15,-390.2 1948.15,-390.2 1774.08,-390.2 1774.08,-390.2 1768.08,-390.2 1762.08,-384.2 1762.08,-378.2 1762.08,-378.2 1762.08,-357.4 1762.08,-357.4 1762.08,-351.4 1768.08,-345.4 1774.08,-345.4"/>
</g>
<g id="edge52" class="edge transition">
<path fill="none" stroke="currentColor" d="M2217.2,-198.08C2207.37,-200.87 2196.38,-203.59 2186.12,-205.2 2101.31,-218.54 2077.81,-199.14 1993.12,-213.2 1918.59,-225.57 1712.33,-249.08 1667.12,-309.6 1660.73,-318.15 1659.92,-325.73 1667.12,-333.6 1673.89,-341.01 1747.21,-339.97 1757.12,-341.6 1758.56,-341.84 1760.01,-342.08 1761.47,-342.34"/>
<polygon fill="currentColor" stroke="currentColor" points="1760.83,-345.78 1771.3,-344.17 1762.11,-338.9 1760.83,-345.78"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1763.26" y="-280.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.completed [isCurrentJob] &#160;&#160;</text>
</g>
<g id="edge56" class="edge transition">
<path fill="none" stroke="currentColor" d="M2131.74,-35.39C1938.6,-36.75 919.12,-46.92 919.12,-109.6 919.12,-368.8 919.12,-368.8 919.12,-368.8 919.12,-413.56 1061.3,-442.76 1132.07,-454.52"/>
<polygon fill="currentColor" stroke="currentColor" points="1131.26,-457.94 1141.69,-456.08 1132.38,-451.03 1131.26,-457.94"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="919.12" y="-228.2" font-family="Helvetica,sans-Serif" font-size="9.30">print.retried [mustSignFirstAgain] &#160;&#160;</text>
</g>
<g id="edge29" class="edge transition">
<path fill="none" stroke="currentColor" d="M2194.73,-40.66C2226.79,-47.65 2276.12,-62.63 2308.12,-92.4 2337.75,-119.97 2385.39,-226.4 2366.12,-249.2 2346.69,-272.17 2263.12,-279.26 2211.27,-281.44"/>
<polygon fill="currentColor" stroke="currentColor" points="2211.15,-277.94 2201.29,-281.81 2211.41,-284.93 2211.15,-277.94"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2350.32" y="-145.8" font-family="Helvetica,sans-Serif" font-size="9.30">print.retried &#160;&#160;</text>
</g>
<g id="edge55" class="edge transition">
<path fill="none" stroke="currentColor" d="M1977.32,-112.82C1818.61,-118.63 1171.12,-144.84 1171.12,-186 1171.12,-368.8 1171.12,-368.8 1171.12,-368.8 1171.12,-389.99 1171.12,-413.94 1171.12,-432.03"/>
<polygon fill="currentColor" stroke="currentColor" points="1167.62,-432 1171.12,-442 1174.62,-432 1167.62,-432"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1171.12" y="-280.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJobAndSheetWasSigned] &#160;&#160;</text>
</g>
<g id="edge27" class="edge transition">
<path fill="none" stroke="currentColor" d="M2002.45,-128.63C1987.74,-157.06 1964.34,-214.48 1993.12,-249.2 2009.81,-269.34 2080.58,-277.35 2127.13,-280.47"/>
<polygon fill="currentColor" stroke="currentColor" points="2126.7,-283.95 2136.89,-281.07 2127.13,-276.96 2126.7,-283.95"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1985.39" y="-190" font-family="Helvetica,sans-Serif" font-size="9.30">print.failed [isCurrentJobAndMayReprint] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1985.39" y="-178" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJobAndMayReprint] &#160;&#160;</text>
</g>
<g id="edge28" class="edge transition">
<path fill="none" stroke="currentColor" d="M2013.95,-92.58C2016.03,-81.8 2020.44,-68.41 2029.84,-60.4 2043.26,-48.95 2086.63,-42.27 2120.29,-38.7"/>
<polygon fill="currentColor" stroke="currentColor" points="2120.61,-42.19 2130.22,-37.71 2119.92,-35.22 2120.61,-42.19"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2029.84" y="-75.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.failed [isCurrentJob] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2029.84" y="-63.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJob] &#160;&#160;</text>
</g>
<g id="edge54" class="edge transition">
<path fill="none" stroke="currentColor" d="M1977.17,-116.08C1894.4,-127.46 1690.38,-160.43 1650.39,-213.2 1618.02,-255.91 1619.23,-295.7 1657.12,-333.6 1665,-341.48 1746.11,-339.84 1757.12,-341.6 1758.75,-341.86 1760.4,-342.14 1762.05,-342.42"/>
<polygon fill="currentColor" stroke="currentColor" points="1761.13,-345.81 1771.6,-344.18 1762.39,-338.92 1761.13,-345.81"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1650.39" y="-228.2" font-family="Helvetica,sans-Serif" font-size="9.30">print.completed [isCurrentJob] &#160;&#160;</text>
</g>
<g id="edge57" class="edge transition">
<path fill="none" stroke="currentColor" d="M1798.45,-391.2C1748.63,-408.59 1682.86,-430.52 1655.12,-435.2 1577.97,-448.23 1381.13,-437.25 1303.12,-443.2 1271.84,-445.59 1236.63,-450.28 1210.44,-454.16"/>
<polygon fill="currentColor" stroke="currentColor" points="1209.96,-450.69 1200.59,-455.65 1211,-457.61 1209.96,-450.69"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1770.41" y="-426.2" font-family="Helvetica,sans-Serif" font-size="9.30">inspection.passed [needsWetSignature] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1770.41" y="-414.2" font-family="Helvetica,sans-Serif" font-size="9.30">inspection.failed [sheetWasSigned] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1770.41" y="-402.2" font-family="Helvetica,sans-Serif" font-size="9.30">[isPaperToSign] &#160;&#160;</text>
</g>
<g id="edge58" class="edge transition">
<path fill="none" stroke="currentColor" d="M1772.21,-344.41C1767.12,-343.39 1762.06,-342.44 1757.12,-341.6 1739.61,-338.61 1689.52,-346.77 1677.61,-333.6 1670.45,-325.69 1670.23,-317.3 1677.61,-309.6 1684.78,-302.11 1853.76,-302.11 1864.12,-301.6 1958.03,-296.94 2068.14,-290.48 2126.98,-286.96"/>
<polygon fill="currentColor" stroke="currentColor" points="2127.1,-290.46 2136.88,-286.36 2126.68,-283.47 2127.1,-290.46"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1677.61" y="-318.6" font-family="Helvetica,sans-Serif" font-size="9.30">inspection.failed [mayReprint] &#160;&#160;</text>
</g>
<g id="edge59" class="edge transition">
<path fill="none" stroke="currentColor" d="M1852.81,-344.46C1849.95,-332.56 1849.36,-318.56 1858.12,-309.6 1864.97,-302.59 2201.35,-302.49 2211.12,-301.6 2283.97,-294.93 2488.68,-304.89 2536.12,-249.2 2637.54,-130.11 2323.09,-62.61 2205.57,-42.02"/>
<polygon fill="currentColor" stroke="currentColor" points="2206.44,-38.62 2195.99,-40.38 2205.26,-45.52 2206.44,-38.62"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2555.96" y="-184" font-family="Helvetica,sans-Serif" font-size="9.30">inspection.failed &#160;&#160;</text>
</g>
<g id="edge30" class="edge transition">
<path fill="none" stroke="currentColor" d="M1860.65,-344.56C1861.69,-332.22 1865.32,-317.76 1875.73,-309.6 1885.83,-301.68 2787.31,-302.57 2800.12,-301.6 2818.28,-300.23 2837.88,-297.82 2855.86,-295.23"/>
<polygon fill="currentColor" stroke="currentColor" points="2856.24,-298.71 2865.62,-293.78 2855.22,-291.78 2856.24,-298.71"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1875.73" y="-324.6" font-family="Helvetica,sans-Serif" font-size="9.30">inspection.passed &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1875.73" y="-312.6" font-family="Helvetica,sans-Serif" font-size="9.30">[isPaper] &#160;&#160;</text>
</g>
<g id="node30" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2945.47,-128.8 2862.77,-128.8 2862.77,-92.4 2945.47,-92.4 2945.47,-128.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2873.77" y="-105.8" font-family="Helvetica,sans-Serif" font-size="11.16">collected ◉</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2875.24,-93.4C2875.24,-93.4 2933,-93.4 2933,-93.4 2938.73,-93.4 2944.47,-99.13 2944.47,-104.87 2944.47,-104.87 2944.47,-116.33 2944.47,-116.33 2944.47,-122.07 2938.73,-127.8 2933,-127.8 2933,-127.8 2875.24,-127.8 2875.24,-127.8 2869.5,-127.8 2863.77,-122.07 2863.77,-116.33 2863.77,-116.33 2863.77,-104.87 2863.77,-104.87 2863.77,-99.13 2869.5,-93.4 2875.24,-93.4"/>
</g>
<g id="edge31" class="edge transition">
<path fill="none" stroke="currentColor" d="M2913.3,-265.26C2907.56,-249.84 2899.78,-226.4 2896.63,-205.2 2894.25,-189.2 2895.58,-184.94 2896.63,-168.8 2897.25,-159.35 2898.43,-149.08 2899.67,-139.88"/>
<polygon fill="currentColor" stroke="currentColor" points="2903.13,-140.46 2901.09,-130.06 2896.2,-139.46 2903.13,-140.46"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2896.63" y="-184" font-family="Helvetica,sans-Serif" font-size="9.30">pickup.collected &#160;&#160;</text>
</g>
<g id="node31" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="3063.47,-205.2 2986.77,-205.2 2986.77,-168.8 3063.47,-168.8 3063.47,-205.2"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2997.77" y="-182.2" font-family="Helvetica,sans-Serif" font-size="11.16">unclaimed</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2999.24,-169.8C2999.24,-169.8 3051,-169.8 3051,-169.8 3056.73,-169.8 3062.47,-175.53 3062.47,-181.27 3062.47,-181.27 3062.47,-192.73 3062.47,-192.73 3062.47,-198.47 3056.73,-204.2 3051,-204.2 3051,-204.2 2999.24,-204.2 2999.24,-204.2 2993.5,-204.2 2987.77,-198.47 2987.77,-192.73 2987.77,-192.73 2987.77,-181.27 2987.77,-181.27 2987.77,-175.53 2993.5,-169.8 2999.24,-169.8"/>
</g>
<g id="edge32" class="edge transition">
<path fill="none" stroke="currentColor" d="M2938.89,-265.52C2955.29,-250.78 2979.3,-229.2 2997.82,-212.54"/>
<polygon fill="currentColor" stroke="currentColor" points="2999.93,-215.35 3005.03,-206.06 2995.25,-210.14 2999.93,-215.35"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2996.96" y="-228.2" font-family="Helvetica,sans-Serif" font-size="9.30">claim.expired &#160;&#160;</text>
</g>
<g id="edge33" class="edge transition">
<path fill="none" stroke="currentColor" d="M2986.87,-174.23C2980.93,-172.4 2974.86,-170.55 2969.12,-168.8 2957.35,-165.22 2952.78,-167.74 2942.63,-160.8 2933.88,-154.81 2926.2,-146.22 2920.04,-137.89"/>
<polygon fill="currentColor" stroke="currentColor" points="2922.94,-135.93 2914.4,-129.65 2917.16,-139.88 2922.94,-135.93"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2942.63" y="-145.8" font-family="Helvetica,sans-Serif" font-size="9.30">pickup.collected &#160;&#160;</text>
</g>
<g id="node32" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="3074.13,-128.8 2986.1,-128.8 2986.1,-92.4 3074.13,-92.4 3074.13,-128.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2997.1" y="-105.8" font-family="Helvetica,sans-Serif" font-size="11.16">destroyed ◉</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2998.57,-93.4C2998.57,-93.4 3061.67,-93.4 3061.67,-93.4 3067.4,-93.4 3073.13,-99.13 3073.13,-104.87 3073.13,-104.87 3073.13,-116.33 3073.13,-116.33 3073.13,-122.07 3067.4,-127.8 3061.67,-127.8 3061.67,-127.8 2998.57,-127.8 2998.57,-127.8 2992.83,-127.8 2987.1,-122.07 2987.1,-116.33 2987.1,-116.33 2987.1,-104.87 2987.1,-104.87 2987.1,-99.13 2992.83,-93.4 2998.57,-93.4"/>
</g>
<g id="edge34" class="edge transition">
<path fill="none" stroke="currentColor" d="M3026.25,-169.12C3026.83,-160.52 3027.55,-149.84 3028.21,-140.02"/>
<polygon fill="currentColor" stroke="currentColor" points="3031.69,-140.4 3028.87,-130.18 3024.71,-139.93 3031.69,-140.4"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="3028.36" y="-151.8" font-family="Helvetica,sans-Serif" font-size="9.30">document.destroyed [isElectronic] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="3028.36" y="-139.8" font-family="Helvetica,sans-Serif" font-size="9.30">document.destroyed &#160;&#160;</text>
</g>
<g id="node33" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="530.14,-1069.6 444.1,-1069.6 444.1,-1033.2 530.14,-1033.2 530.14,-1069.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="455.1" y="-1046.6" font-family="Helvetica,sans-Serif" font-size="11.16">cancelled ◉</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M456.57,-1034.2C456.57,-1034.2 517.67,-1034.2 517.67,-1034.2 523.4,-1034.2 529.14,-1039.93 529.14,-1045.67 529.14,-1045.67 529.14,-1057.13 529.14,-1057.13 529.14,-1062.87 523.4,-1068.6 517.67,-1068.6 517.67,-1068.6 456.57,-1068.6 456.57,-1068.6 450.83,-1068.6 445.1,-1062.87 445.1,-1057.13 445.1,-1057.13 445.1,-1045.67 445.1,-1045.67 445.1,-1039.93 450.83,-1034.2 456.57,-1034.2"/>
</g>
</g>
</svg>`;
