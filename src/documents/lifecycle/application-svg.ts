// Drawn by scripts/statecharts.ts: do not edit.
/** The application machine as SVG. @internal */
export const applicationSvg = `<svg class="statechart" role="img" aria-label="Statechart of applicationMachine" width="2786pt" height="1299pt"
 viewBox="0.00 0.00 2786.00 1299.00" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<title>Statechart of applicationMachine</title>
<style>.statechart{color:#1f2328}@media(prefers-color-scheme:dark){.statechart{color:#e6edf3}}</style>
<g id="graph0" class="graph" transform="scale(1 1) rotate(0) translate(4 1294.6)">
<polygon fill="none" stroke="none" points="-4,4 -4,-1294.6 2781.83,-1294.6 2781.83,4 -4,4"/>
<g id="clust1" class="cluster state regular">
<path fill="none" stroke="currentColor" stroke-width="2" d="M20,-8C20,-8 2716,-8 2716,-8 2722,-8 2728,-14 2728,-20 2728,-20 2728,-1270.6 2728,-1270.6 2728,-1276.6 2722,-1282.6 2716,-1282.6 2716,-1282.6 20,-1282.6 20,-1282.6 14,-1282.6 8,-1276.6 8,-1270.6 8,-1270.6 8,-20 8,-20 8,-14 14,-8 20,-8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1339.31" y="-1262.6" font-family="Helvetica,sans-Serif" font-size="11.16">application</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1268.94" y="-1242.2" font-family="Helvetica,sans-Serif" font-size="11.16">signature.made [isLate]</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1268.94" y="-1221.8" font-family="Helvetica,sans-Serif" font-size="11.16">signature.made [isSecondSignature]</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1268.94" y="-1201.4" font-family="Helvetica,sans-Serif" font-size="11.16">signature.upgraded [isOwnSignature]</text>
<polygon fill="currentColor" stroke="currentColor" points="1264.94,-1257.2 1264.94,-1257.2 1471.06,-1257.2 1471.06,-1257.2 1264.94,-1257.2"/>
</g>
<g id="clust2" class="cluster state regular">
<path fill="none" stroke="currentColor" stroke-width="2" d="M1468,-495.8C1468,-495.8 1806,-495.8 1806,-495.8 1812,-495.8 1818,-501.8 1818,-507.8 1818,-507.8 1818,-1109.8 1818,-1109.8 1818,-1115.8 1812,-1121.8 1806,-1121.8 1806,-1121.8 1468,-1121.8 1468,-1121.8 1462,-1121.8 1456,-1115.8 1456,-1109.8 1456,-1109.8 1456,-507.8 1456,-507.8 1456,-501.8 1462,-495.8 1468,-495.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1617.99" y="-1101.8" font-family="Helvetica,sans-Serif" font-size="11.16">signing</text>
</g>
<g id="clust3" class="cluster state regular">
<path fill="none" stroke="currentColor" stroke-width="2" d="M2470,-378.4C2470,-378.4 2708,-378.4 2708,-378.4 2714,-378.4 2720,-384.4 2720,-390.4 2720,-390.4 2720,-716.2 2720,-716.2 2720,-722.2 2714,-728.2 2708,-728.2 2708,-728.2 2470,-728.2 2470,-728.2 2464,-728.2 2458,-722.2 2458,-716.2 2458,-716.2 2458,-390.4 2458,-390.4 2458,-384.4 2464,-378.4 2470,-378.4"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2571.32" y="-708.2" font-family="Helvetica,sans-Serif" font-size="11.16">signed</text>
</g>
<g id="clust4" class="cluster state regular">
<path fill="none" stroke="currentColor" stroke-width="2" d="M1038,-16C1038,-16 1425,-16 1425,-16 1431,-16 1437,-22 1437,-28 1437,-28 1437,-925 1437,-925 1437,-931 1431,-937 1425,-937 1425,-937 1038,-937 1038,-937 1032,-937 1026,-931 1026,-925 1026,-925 1026,-28 1026,-28 1026,-22 1032,-16 1038,-16"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1211.82" y="-917" font-family="Helvetica,sans-Serif" font-size="11.16">printing</text>
</g>
<g id="node2" class="node state initial">
<ellipse fill="currentColor" stroke="currentColor" stroke-width="2" cx="534" cy="-983.2" rx="5.4" ry="5.4"/>
</g>
<g id="node3" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="562,-881 506,-881 506,-844.6 562,-844.6 562,-881"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="522.99" y="-858" font-family="Helvetica,sans-Serif" font-size="11.16">new</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M518.47,-845.6C518.47,-845.6 549.53,-845.6 549.53,-845.6 555.27,-845.6 561,-851.33 561,-857.07 561,-857.07 561,-868.53 561,-868.53 561,-874.27 555.27,-880 549.53,-880 549.53,-880 518.47,-880 518.47,-880 512.73,-880 507,-874.27 507,-868.53 507,-868.53 507,-857.07 507,-857.07 507,-851.33 512.73,-845.6 518.47,-845.6"/>
</g>
<g id="edge1" class="edge transition">
<path fill="none" stroke="currentColor" d="M534,-976.8C534,-962.08 534,-920.4 534,-892"/>
<polygon fill="currentColor" stroke="currentColor" points="537.5,-892.27 534,-882.27 530.5,-892.27 537.5,-892.27"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="534" y="-948" font-family="Helvetica,sans-Serif" font-size="9.30"> &#160;&#160;&#160;</text>
</g>
<g id="node4" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="796.34,-659.4 729.66,-659.4 729.66,-623 796.34,-623 796.34,-659.4"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="740.66" y="-636.4" font-family="Helvetica,sans-Serif" font-size="11.16">verifying</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M742.12,-624C742.12,-624 783.88,-624 783.88,-624 789.61,-624 795.34,-629.73 795.34,-635.47 795.34,-635.47 795.34,-646.93 795.34,-646.93 795.34,-652.67 789.61,-658.4 783.88,-658.4 783.88,-658.4 742.12,-658.4 742.12,-658.4 736.39,-658.4 730.66,-652.67 730.66,-646.93 730.66,-646.93 730.66,-635.47 730.66,-635.47 730.66,-629.73 736.39,-624 742.12,-624"/>
</g>
<g id="edge2" class="edge transition">
<path fill="none" stroke="currentColor" d="M561.96,-849.93C567.9,-846.35 573.67,-841.93 578,-836.6 598.13,-811.79 581.73,-794.34 600.1,-768.2 631.57,-723.41 683.66,-687.13 720.46,-665.19"/>
<polygon fill="currentColor" stroke="currentColor" points="722.22,-668.22 729.09,-660.16 718.69,-662.17 722.22,-668.22"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="600.1" y="-783.4" font-family="Helvetica,sans-Serif" font-size="9.30">application.opened [opensAtCounter] &#160;&#160;</text>
</g>
<g id="node5" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="519.02,-804.6 456.98,-804.6 456.98,-768.2 519.02,-768.2 519.02,-804.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="467.98" y="-781.6" font-family="Helvetica,sans-Serif" font-size="11.16">queued</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M469.45,-769.2C469.45,-769.2 506.55,-769.2 506.55,-769.2 512.29,-769.2 518.02,-774.93 518.02,-780.67 518.02,-780.67 518.02,-792.13 518.02,-792.13 518.02,-797.87 512.29,-803.6 506.55,-803.6 506.55,-803.6 469.45,-803.6 469.45,-803.6 463.71,-803.6 457.98,-797.87 457.98,-792.13 457.98,-792.13 457.98,-780.67 457.98,-780.67 457.98,-774.93 463.71,-769.2 469.45,-769.2"/>
</g>
<g id="edge3" class="edge transition">
<path fill="none" stroke="currentColor" d="M506.21,-853.92C497.83,-850.1 489.57,-844.55 484.71,-836.6 480.94,-830.44 480.01,-823.01 480.46,-815.8"/>
<polygon fill="currentColor" stroke="currentColor" points="483.9,-816.43 481.94,-806.02 476.98,-815.38 483.9,-816.43"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="484.71" y="-821.6" font-family="Helvetica,sans-Serif" font-size="9.30">application.opened &#160;&#160;</text>
</g>
<g id="node6" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="338.35,-540.2 271.65,-540.2 271.65,-503.8 338.35,-503.8 338.35,-540.2"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="282.65" y="-517.2" font-family="Helvetica,sans-Serif" font-size="11.16">returned</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M284.12,-504.8C284.12,-504.8 325.88,-504.8 325.88,-504.8 331.61,-504.8 337.35,-510.53 337.35,-516.27 337.35,-516.27 337.35,-527.73 337.35,-527.73 337.35,-533.47 331.61,-539.2 325.88,-539.2 325.88,-539.2 284.12,-539.2 284.12,-539.2 278.39,-539.2 272.65,-533.47 272.65,-527.73 272.65,-527.73 272.65,-516.27 272.65,-516.27 272.65,-510.53 278.39,-504.8 284.12,-504.8"/>
</g>
<g id="edge5" class="edge transition">
<path fill="none" stroke="currentColor" d="M729.73,-640.35C614.83,-640.54 239.71,-638.18 203.83,-599.6 192.93,-587.88 193.42,-575.76 203.83,-563.6 211.31,-554.86 244.25,-559.72 255,-555.6 261.32,-553.17 267.67,-549.86 273.63,-546.28"/>
<polygon fill="currentColor" stroke="currentColor" points="275.43,-549.28 281.93,-540.91 271.63,-543.4 275.43,-549.28"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="203.83" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30">application.returned &#160;&#160;</text>
</g>
<g id="node7" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="578.01,-540.2 499.99,-540.2 499.99,-503.8 578.01,-503.8 578.01,-540.2"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="510.99" y="-517.2" font-family="Helvetica,sans-Serif" font-size="11.16">rejected ◉</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M512.45,-504.8C512.45,-504.8 565.55,-504.8 565.55,-504.8 571.28,-504.8 577.01,-510.53 577.01,-516.27 577.01,-516.27 577.01,-527.73 577.01,-527.73 577.01,-533.47 571.28,-539.2 565.55,-539.2 565.55,-539.2 512.45,-539.2 512.45,-539.2 506.72,-539.2 500.99,-533.47 500.99,-527.73 500.99,-527.73 500.99,-516.27 500.99,-516.27 500.99,-510.53 506.72,-504.8 512.45,-504.8"/>
</g>
<g id="edge6" class="edge transition">
<path fill="none" stroke="currentColor" d="M730.01,-639.18C673.87,-636.66 563.47,-628.13 539.5,-599.6 528.41,-586.41 528.42,-566.95 531.13,-550.95"/>
<polygon fill="currentColor" stroke="currentColor" points="534.48,-552.04 533.15,-541.52 527.63,-550.57 534.48,-552.04"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="539.5" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30">application.rejected &#160;&#160;</text>
</g>
<g id="node8" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="799.69,-422.8 716.31,-422.8 716.31,-386.4 799.69,-386.4 799.69,-422.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="727.31" y="-399.8" font-family="Helvetica,sans-Serif" font-size="11.16">duplicate ◉</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M728.78,-387.4C728.78,-387.4 787.22,-387.4 787.22,-387.4 792.95,-387.4 798.69,-393.13 798.69,-398.87 798.69,-398.87 798.69,-410.33 798.69,-410.33 798.69,-416.07 792.95,-421.8 787.22,-421.8 787.22,-421.8 728.78,-421.8 728.78,-421.8 723.05,-421.8 717.31,-416.07 717.31,-410.33 717.31,-410.33 717.31,-398.87 717.31,-398.87 717.31,-393.13 723.05,-387.4 728.78,-387.4"/>
</g>
<g id="edge7" class="edge transition">
<path fill="none" stroke="currentColor" d="M761.84,-623.23C760.2,-603.65 756.66,-572.94 750,-563.6 745.7,-557.56 739.14,-561.98 735.36,-555.6 720.12,-529.91 731.39,-518 735.36,-488.4 737.87,-469.74 743.41,-449.33 748.39,-433.45"/>
<polygon fill="currentColor" stroke="currentColor" points="751.63,-434.8 751.39,-424.21 744.97,-432.64 751.63,-434.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="735.36" y="-519" font-family="Helvetica,sans-Serif" font-size="9.30">application.foundDuplicate &#160;&#160;</text>
</g>
<g id="node11" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2719.68,-1001.4 2660.32,-1001.4 2660.32,-965 2719.68,-965 2719.68,-1001.4"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2671.32" y="-978.4" font-family="Helvetica,sans-Serif" font-size="11.16">waiting</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2672.79,-966C2672.79,-966 2707.21,-966 2707.21,-966 2712.94,-966 2718.68,-971.73 2718.68,-977.47 2718.68,-977.47 2718.68,-988.93 2718.68,-988.93 2718.68,-994.67 2712.94,-1000.4 2707.21,-1000.4 2707.21,-1000.4 2672.79,-1000.4 2672.79,-1000.4 2667.06,-1000.4 2661.32,-994.67 2661.32,-988.93 2661.32,-988.93 2661.32,-977.47 2661.32,-977.47 2661.32,-971.73 2667.06,-966 2672.79,-966"/>
</g>
<g id="edge45" class="edge transition">
<path fill="none" stroke="currentColor" d="M769.9,-659.31C780.05,-683.29 800.58,-727.6 826,-760.2 897.94,-852.45 913.48,-890.91 1021,-937 1132.41,-984.75 1171.88,-952.2 1293,-957 1329.28,-958.44 2515.62,-956.3 2649.42,-965.15"/>
<polygon fill="currentColor" stroke="currentColor" points="2648.82,-968.6 2659.14,-966.18 2649.57,-961.64 2648.82,-968.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="884.24" y="-821.6" font-family="Helvetica,sans-Serif" font-size="9.30">application.passed &#160;&#160;</text>
</g>
<g id="node13" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1654,-540.2 1598,-540.2 1598,-503.8 1654,-503.8 1654,-540.2"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1616.66" y="-517.2" font-family="Helvetica,sans-Serif" font-size="11.16">wet</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1610.47,-504.8C1610.47,-504.8 1641.53,-504.8 1641.53,-504.8 1647.27,-504.8 1653,-510.53 1653,-516.27 1653,-516.27 1653,-527.73 1653,-527.73 1653,-533.47 1647.27,-539.2 1641.53,-539.2 1641.53,-539.2 1610.47,-539.2 1610.47,-539.2 1604.73,-539.2 1599,-533.47 1599,-527.73 1599,-527.73 1599,-516.27 1599,-516.27 1599,-510.53 1604.73,-504.8 1610.47,-504.8"/>
</g>
<g id="edge44" class="edge transition">
<path fill="none" stroke="currentColor" d="M764.35,-623.12C766.81,-604.95 773.7,-577 793.1,-563.6 807.94,-553.36 1424.05,-557.29 1442,-555.6 1492.64,-550.83 1550.26,-539.68 1587.33,-531.75"/>
<polygon fill="currentColor" stroke="currentColor" points="1587.63,-535.26 1596.66,-529.72 1586.14,-528.42 1587.63,-535.26"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="793.1" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30">application.passed [hasNoProviderAndSignsFirst] &#160;&#160;</text>
</g>
<g id="node24" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1103.35,-804.6 1044.65,-804.6 1044.65,-768.2 1103.35,-768.2 1103.35,-804.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1055.65" y="-781.6" font-family="Helvetica,sans-Serif" font-size="11.16">routing</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1057.12,-769.2C1057.12,-769.2 1090.88,-769.2 1090.88,-769.2 1096.61,-769.2 1102.35,-774.93 1102.35,-780.67 1102.35,-780.67 1102.35,-792.13 1102.35,-792.13 1102.35,-797.87 1096.61,-803.6 1090.88,-803.6 1090.88,-803.6 1057.12,-803.6 1057.12,-803.6 1051.39,-803.6 1045.65,-797.87 1045.65,-792.13 1045.65,-792.13 1045.65,-780.67 1045.65,-780.67 1045.65,-774.93 1051.39,-769.2 1057.12,-769.2"/>
</g>
<g id="edge43" class="edge transition">
<path fill="none" stroke="currentColor" d="M771.87,-659.35C786.96,-686.45 820.43,-738.34 865.66,-760.2 897.96,-775.81 987.34,-760.89 1033.69,-767.19"/>
<polygon fill="currentColor" stroke="currentColor" points="1032.78,-770.58 1043.27,-769.06 1034.13,-763.71 1032.78,-770.58"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="865.66" y="-751.2" font-family="Helvetica,sans-Serif" font-size="9.30">application.passed [needsNoSignature] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="865.66" y="-739.2" font-family="Helvetica,sans-Serif" font-size="9.30">application.passed [hasNoProvider] &#160;&#160;</text>
</g>
<g id="edge4" class="edge transition">
<path fill="none" stroke="currentColor" d="M485.01,-768.25C484.19,-757.95 485.02,-745.15 491.95,-736.2 546.35,-665.89 656.66,-647.93 718.47,-643.5"/>
<polygon fill="currentColor" stroke="currentColor" points="718.51,-647 728.28,-642.89 718.08,-640.01 718.51,-647"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="491.95" y="-745.2" font-family="Helvetica,sans-Serif" font-size="9.30">application.called &#160;&#160;</text>
</g>
<g id="edge8" class="edge transition">
<path fill="none" stroke="currentColor" d="M284.39,-539.99C275.82,-546.06 265.46,-552.23 255,-555.6 236.46,-561.58 93.29,-549.51 79.83,-563.6 68.78,-575.17 68.86,-587.96 79.83,-599.6 101.77,-622.88 570.52,-635.73 718.59,-639.22"/>
<polygon fill="currentColor" stroke="currentColor" points="718.31,-642.71 728.39,-639.45 718.47,-635.71 718.31,-642.71"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="79.83" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30">application.resubmitted &#160;&#160;</text>
</g>
<g id="node10" class="node state initial">
<ellipse fill="currentColor" stroke="currentColor" stroke-width="2" cx="1805" cy="-1047.6" rx="5.4" ry="5.4"/>
</g>
<g id="edge9" class="edge transition">
<path fill="none" stroke="currentColor" d="M1806.2,-1041.42C1807.43,-1037.39 1809.78,-1032.05 1814,-1029.4 1890.71,-981.2 2522.62,-1021.83 2649.66,-1002.17"/>
<polygon fill="currentColor" stroke="currentColor" points="2650.01,-1005.67 2659.14,-1000.3 2648.66,-998.8 2650.01,-1005.67"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1923.3" y="-1012.4" font-family="Helvetica,sans-Serif" font-size="9.30"> &#160;&#160;&#160;</text>
</g>
<g id="node12" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1809.68,-804.6 1736.32,-804.6 1736.32,-768.2 1809.68,-768.2 1809.68,-804.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1747.32" y="-781.6" font-family="Helvetica,sans-Serif" font-size="11.16">electronic</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1748.79,-769.2C1748.79,-769.2 1797.21,-769.2 1797.21,-769.2 1802.95,-769.2 1808.68,-774.93 1808.68,-780.67 1808.68,-780.67 1808.68,-792.13 1808.68,-792.13 1808.68,-797.87 1802.95,-803.6 1797.21,-803.6 1797.21,-803.6 1748.79,-803.6 1748.79,-803.6 1743.05,-803.6 1737.32,-797.87 1737.32,-792.13 1737.32,-792.13 1737.32,-780.67 1737.32,-780.67 1737.32,-774.93 1743.05,-769.2 1748.79,-769.2"/>
</g>
<g id="edge10" class="edge transition">
<path fill="none" stroke="currentColor" d="M2660.64,-966.35C2659.1,-965.83 2657.54,-965.37 2656,-965 2642.76,-961.78 1684.6,-966.67 1675,-957 1671.24,-953.21 1671.26,-948.81 1675,-945 1691.89,-927.79 2090.14,-952.02 2109,-937 2144.97,-908.35 2128.4,-882.24 2134,-836.6 2135.3,-826.01 2141.28,-820.4 2134,-812.6 2113.09,-790.18 1914.27,-787.3 1820.94,-787.2"/>
<polygon fill="currentColor" stroke="currentColor" points="1821.08,-783.69 1811.08,-787.2 1821.08,-790.69 1821.08,-783.69"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2133.15" y="-859.8" font-family="Helvetica,sans-Serif" font-size="9.30">signature.started [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge11" class="edge transition">
<path fill="none" stroke="currentColor" d="M2660.64,-966.35C2659.1,-965.83 2657.54,-965.37 2656,-965 2640.14,-961.16 1493.92,-966.97 1481,-957 1428.36,-916.4 1493.98,-854.04 1442,-812.6 1424.28,-798.47 1253.93,-820.93 1238.22,-804.6 1227.01,-792.94 1226.99,-779.84 1238.22,-768.2 1255.34,-750.45 1442.26,-777.33 1460,-760.2 1491.51,-729.78 1446.11,-597.37 1474,-563.6 1488.29,-546.3 1546.84,-534.49 1586.95,-528.24"/>
<polygon fill="currentColor" stroke="currentColor" points="1587.36,-531.72 1596.74,-526.78 1586.33,-524.79 1587.36,-531.72"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1238.22" y="-789.4" font-family="Helvetica,sans-Serif" font-size="9.30">signature.routedWet [isCurrentRequestAndSignsFirst] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1238.22" y="-777.4" font-family="Helvetica,sans-Serif" font-size="9.30">hold.expired [signsFirst] &#160;&#160;</text>
</g>
<g id="node14" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1722,-881 1666,-881 1666,-844.6 1722,-844.6 1722,-881"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1682.66" y="-858" font-family="Helvetica,sans-Serif" font-size="11.16">held</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1678.47,-845.6C1678.47,-845.6 1709.53,-845.6 1709.53,-845.6 1715.27,-845.6 1721,-851.33 1721,-857.07 1721,-857.07 1721,-868.53 1721,-868.53 1721,-874.27 1715.27,-880 1709.53,-880 1709.53,-880 1678.47,-880 1678.47,-880 1672.73,-880 1667,-874.27 1667,-868.53 1667,-868.53 1667,-857.07 1667,-857.07 1667,-851.33 1672.73,-845.6 1678.47,-845.6"/>
</g>
<g id="edge12" class="edge transition">
<path fill="none" stroke="currentColor" d="M2660.64,-966.35C2659.1,-965.83 2657.54,-965.37 2656,-965 2640.3,-961.2 1504.08,-968.46 1492.7,-957 1440.12,-904.07 1582.38,-877.88 1654.71,-868.27"/>
<polygon fill="currentColor" stroke="currentColor" points="1655.12,-871.74 1664.6,-867 1654.24,-864.8 1655.12,-871.74"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1492.7" y="-948" font-family="Helvetica,sans-Serif" font-size="9.30">signature.held [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="node18" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2524.35,-540.2 2465.65,-540.2 2465.65,-503.8 2524.35,-503.8 2524.35,-540.2"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2476.65" y="-517.2" font-family="Helvetica,sans-Serif" font-size="11.16">routing</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2478.12,-504.8C2478.12,-504.8 2511.88,-504.8 2511.88,-504.8 2517.61,-504.8 2523.35,-510.53 2523.35,-516.27 2523.35,-516.27 2523.35,-527.73 2523.35,-527.73 2523.35,-533.47 2517.61,-539.2 2511.88,-539.2 2511.88,-539.2 2478.12,-539.2 2478.12,-539.2 2472.39,-539.2 2466.65,-533.47 2466.65,-527.73 2466.65,-527.73 2466.65,-516.27 2466.65,-516.27 2466.65,-510.53 2472.39,-504.8 2478.12,-504.8"/>
</g>
<g id="edge46" class="edge transition">
<path fill="none" stroke="currentColor" d="M2674.87,-965.31C2613.7,-897.52 2383.27,-646.89 2285,-607.6 2268.06,-600.83 2133.58,-612.81 2121,-599.6 2109.97,-588.01 2109.82,-575.05 2121,-563.6 2134.24,-550.04 2444.56,-563 2462,-555.6 2466.42,-553.72 2470.57,-550.95 2474.34,-547.81"/>
<polygon fill="currentColor" stroke="currentColor" points="2476.54,-550.55 2481.29,-541.08 2471.67,-545.52 2476.54,-550.55"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2520.92" y="-783.4" font-family="Helvetica,sans-Serif" font-size="9.30">signature.made [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge47" class="edge transition">
<path fill="none" stroke="currentColor" d="M2660.64,-966.35C2659.1,-965.83 2657.54,-965.37 2656,-965 2623.68,-957.18 1492.2,-958.9 1459,-957 1376.64,-952.27 1351.24,-967.18 1274.47,-937 1202.26,-908.61 1133.19,-846.98 1098.05,-812.33"/>
<polygon fill="currentColor" stroke="currentColor" points="1100.89,-810.22 1091.34,-805.62 1095.94,-815.17 1100.89,-810.22"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1274.47" y="-865.8" font-family="Helvetica,sans-Serif" font-size="9.30">signature.routedWet [isCurrentRequest] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1274.47" y="-853.8" font-family="Helvetica,sans-Serif" font-size="9.30">hold.expired &#160;&#160;</text>
</g>
<g id="edge52" class="edge transition">
<path fill="none" stroke="currentColor" d="M1736.45,-784.05C1634.02,-780.18 1350.4,-768.75 1332.25,-760.2 1319.09,-754 1323.25,-742.2 1310,-736.2 1280.74,-722.94 1052.63,-733.78 1021,-728.2 943.25,-714.48 856.98,-681.98 806.5,-661.1"/>
<polygon fill="currentColor" stroke="currentColor" points="807.96,-657.92 797.39,-657.29 805.26,-664.37 807.96,-657.92"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1332.25" y="-745.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.refused [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge16" class="edge transition">
<path fill="none" stroke="currentColor" d="M1809.68,-787.41C1892.43,-787.82 2088.04,-791.09 2108,-812.6 2115.25,-820.42 2115.38,-828.9 2108,-836.6 2093.8,-851.43 1943.15,-839.17 1923.34,-844.6 1839.53,-867.59 1834.18,-911.81 1751,-937 1733.27,-942.37 1680.46,-931.28 1668,-945 1664.41,-948.95 1664.24,-953.21 1668,-957 1677.13,-966.2 2538.19,-962.27 2649.16,-965.67"/>
<polygon fill="currentColor" stroke="currentColor" points="2648.94,-969.16 2659.13,-966.26 2649.36,-962.17 2648.94,-969.16"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1923.34" y="-859.8" font-family="Helvetica,sans-Serif" font-size="9.30">signature.requeued [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge15" class="edge transition">
<path fill="none" stroke="currentColor" d="M1809.49,-784.44C1876.28,-782.29 2012.68,-776.01 2027,-760.2 2034.16,-752.29 2032.49,-745.35 2027,-736.2 2023.11,-729.72 2016.72,-734.1 2012,-728.2 1977.32,-684.78 2022.35,-642.37 1979,-607.6 1950.37,-584.63 1842.68,-622.52 1814,-599.6 1801.03,-589.23 1816.94,-574.01 1804,-563.6 1791.34,-553.42 1672.8,-562.29 1658,-555.6 1653.81,-553.71 1649.88,-551 1646.3,-547.94"/>
<polygon fill="currentColor" stroke="currentColor" points="1648.83,-545.52 1639.27,-540.96 1643.9,-550.49 1648.83,-545.52"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2012" y="-638.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.requeued [isCurrentRequestHeldTooLongAndSignsFirst] &#160;&#160;</text>
</g>
<g id="node15" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1968.02,-659.4 1897.98,-659.4 1897.98,-623 1968.02,-623 1968.02,-659.4"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1908.98" y="-636.4" font-family="Helvetica,sans-Serif" font-size="11.16">unknown</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1910.45,-624C1910.45,-624 1955.55,-624 1955.55,-624 1961.28,-624 1967.02,-629.73 1967.02,-635.47 1967.02,-635.47 1967.02,-646.93 1967.02,-646.93 1967.02,-652.67 1961.28,-658.4 1955.55,-658.4 1955.55,-658.4 1910.45,-658.4 1910.45,-658.4 1904.72,-658.4 1898.98,-652.67 1898.98,-646.93 1898.98,-646.93 1898.98,-635.47 1898.98,-635.47 1898.98,-629.73 1904.72,-624 1910.45,-624"/>
</g>
<g id="edge17" class="edge transition">
<path fill="none" stroke="currentColor" d="M1768.41,-768.64C1766.59,-757.95 1766.53,-744.59 1774.57,-736.2 1790.98,-719.07 1860.79,-740.62 1881,-728.2 1902.35,-715.08 1916.11,-689.62 1924.08,-669.79"/>
<polygon fill="currentColor" stroke="currentColor" points="1927.29,-671.19 1927.49,-660.6 1920.73,-668.76 1927.29,-671.19"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1774.57" y="-745.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.unknown [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge50" class="edge transition">
<path fill="none" stroke="currentColor" d="M1809.2,-784.41C1871.2,-782.31 1994.89,-776.19 2035,-760.2 2056.47,-751.64 2063.97,-747.94 2076,-728.2 2080.84,-720.25 2099.9,-569.62 2107,-563.6 2122.04,-550.84 2443.84,-563.3 2462,-555.6 2466.42,-553.73 2470.57,-550.96 2474.34,-547.81"/>
<polygon fill="currentColor" stroke="currentColor" points="2476.54,-550.55 2481.3,-541.08 2471.67,-545.52 2476.54,-550.55"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2096.48" y="-638.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.made [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge51" class="edge transition">
<path fill="none" stroke="currentColor" d="M1750.43,-804.42C1739.34,-812.14 1725.37,-820.27 1711.35,-824.23 1685.61,-831.5 1497.38,-824.98 1470.65,-824.23 1314.62,-819.87 1272.45,-838.11 1120,-804.6 1118.01,-804.16 1115.99,-803.65 1113.97,-803.08"/>
<polygon fill="currentColor" stroke="currentColor" points="1115.29,-799.83 1104.69,-800.05 1113.12,-806.48 1115.29,-799.83"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1470.65" y="-821.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.requeued [isCurrentRequestHeldTooLong] &#160;&#160;</text>
</g>
<g id="edge57" class="edge transition">
<path fill="none" stroke="currentColor" d="M1638.68,-540.18C1643.91,-546.2 1650.51,-552.22 1658,-555.6 1776.68,-609.13 2113.28,-575.21 2243.45,-577.67 2321.26,-579.13 2342.87,-595.78 2418.55,-577.67 2439.61,-572.62 2444.53,-568.4 2462,-555.6 2465.2,-553.26 2468.37,-550.6 2471.4,-547.83"/>
<polygon fill="currentColor" stroke="currentColor" points="2473.74,-550.43 2478.45,-540.94 2468.85,-545.43 2473.74,-550.43"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2243.45" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.made [isLateBeforeAnyJob] &#160;&#160;</text>
</g>
<g id="node20" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2570.02,-659.4 2487.98,-659.4 2487.98,-623 2570.02,-623 2570.02,-659.4"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2498.98" y="-636.4" font-family="Helvetica,sans-Serif" font-size="11.16">wetRouting</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2500.45,-624C2500.45,-624 2557.55,-624 2557.55,-624 2563.28,-624 2569.02,-629.73 2569.02,-635.47 2569.02,-635.47 2569.02,-646.93 2569.02,-646.93 2569.02,-652.67 2563.28,-658.4 2557.55,-658.4 2557.55,-658.4 2500.45,-658.4 2500.45,-658.4 2494.72,-658.4 2488.98,-652.67 2488.98,-646.93 2488.98,-646.93 2488.98,-635.47 2488.98,-635.47 2488.98,-629.73 2494.72,-624 2500.45,-624"/>
</g>
<g id="edge56" class="edge transition">
<path fill="none" stroke="currentColor" d="M1638.13,-540.04C1643.46,-546.12 1650.28,-552.28 1658,-555.6 1703.22,-575.06 2054.93,-546.24 2101,-563.6 2124.17,-572.33 2120.36,-590.8 2143.5,-599.6 2178.15,-612.77 2441.5,-596.93 2477,-607.6 2484.27,-609.78 2491.52,-613.28 2498.19,-617.18"/>
<polygon fill="currentColor" stroke="currentColor" points="2495.91,-619.87 2506.23,-622.28 2499.66,-613.96 2495.91,-619.87"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2143.5" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30">wetSignature.made &#160;&#160;</text>
</g>
<g id="edge13" class="edge transition">
<path fill="none" stroke="currentColor" d="M1721.59,-859.8C1781.82,-855.29 1920.21,-844.17 1927,-836.6 1959.54,-800.35 1877.19,-790.64 1820.76,-788.14"/>
<polygon fill="currentColor" stroke="currentColor" points="1821.15,-784.66 1811.03,-787.78 1820.89,-791.65 1821.15,-784.66"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1934.35" y="-821.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.started [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge14" class="edge transition">
<path fill="none" stroke="currentColor" d="M1707.81,-844.99C1714.42,-834.81 1719.44,-822.03 1712,-812.6 1648.22,-731.74 1421.2,-809.82 1493.22,-736.2 1507.36,-721.75 1842.86,-742.65 1857,-728.2 1894.48,-689.88 1894.49,-645.91 1857,-607.6 1842.62,-592.91 1501.38,-614.29 1487,-599.6 1475.81,-588.16 1477.4,-576.4 1487,-563.6 1509.83,-533.14 1554.28,-524.51 1586.79,-522.54"/>
<polygon fill="currentColor" stroke="currentColor" points="1586.79,-526.04 1596.65,-522.15 1586.52,-519.05 1586.79,-526.04"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1493.22" y="-751.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.routedWet [isCurrentRequestAndSignsFirst] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1493.22" y="-739.2" font-family="Helvetica,sans-Serif" font-size="9.30">hold.expired [signsFirst] &#160;&#160;</text>
</g>
<g id="edge48" class="edge transition">
<path fill="none" stroke="currentColor" d="M1721.95,-850.87C1729.63,-848.33 1738.04,-845.97 1746,-844.6 1785.65,-837.76 2069.73,-849 2108,-836.6 2225.4,-798.58 2349.92,-697.14 2265,-607.6 2253.44,-595.41 2125.56,-611.79 2114,-599.6 2102.99,-587.99 2102.82,-575.04 2114,-563.6 2127.52,-549.77 2444.2,-563.15 2462,-555.6 2466.42,-553.73 2470.57,-550.96 2474.34,-547.81"/>
<polygon fill="currentColor" stroke="currentColor" points="2476.54,-550.55 2481.29,-541.08 2471.67,-545.52 2476.54,-550.55"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2265.54" y="-745.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.made [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge49" class="edge transition">
<path fill="none" stroke="currentColor" d="M1666.04,-859.72C1619.56,-856.31 1523.42,-849.41 1442,-844.6 1370.69,-840.39 1352.37,-845.34 1281.47,-836.6 1208.86,-827.64 1190.38,-824.59 1120,-804.6 1117.91,-804.01 1115.78,-803.36 1113.64,-802.68"/>
<polygon fill="currentColor" stroke="currentColor" points="1114.99,-799.44 1104.4,-799.53 1112.73,-806.07 1114.99,-799.44"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1281.47" y="-827.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.routedWet [isCurrentRequest] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1281.47" y="-815.6" font-family="Helvetica,sans-Serif" font-size="9.30">hold.expired &#160;&#160;</text>
</g>
<g id="edge55" class="edge transition">
<path fill="none" stroke="currentColor" d="M1898,-650.9C1776.22,-683.3 1360.07,-782.65 1021,-727.47 943.26,-714.81 857.32,-682.04 806.85,-660.73"/>
<polygon fill="currentColor" stroke="currentColor" points="808.3,-657.54 797.73,-656.83 805.55,-663.97 808.3,-657.54"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1137.12" y="-745.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.refused [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge19" class="edge transition">
<path fill="none" stroke="currentColor" d="M1927.26,-659.24C1919.43,-679.57 1903.26,-712.76 1877,-728.2 1854.92,-741.18 1784.95,-724.81 1762,-736.2 1749.3,-742.5 1752.22,-751.53 1741,-760.2 1734.71,-765.06 1729.18,-761.44 1725,-768.2 1716.49,-781.96 1723.41,-788.5 1725,-804.6 1730.81,-863.26 1772.32,-893.07 1733,-937 1711.53,-960.99 1682.47,-921.01 1661,-945 1657.44,-948.97 1657.24,-953.21 1661,-957 1670.2,-966.27 2539.15,-962.25 2649.43,-965.67"/>
<polygon fill="currentColor" stroke="currentColor" points="2648.94,-969.15 2659.13,-966.26 2649.36,-962.16 2648.94,-969.15"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1731.48" y="-821.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.requeued [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge18" class="edge transition">
<path fill="none" stroke="currentColor" d="M1911.51,-623.07C1902.6,-616.98 1891.82,-610.83 1881,-607.6 1860.72,-601.54 1514.86,-614.72 1500.05,-599.6 1488.86,-588.17 1490.63,-576.53 1500.05,-563.6 1519.67,-536.67 1557.47,-527.22 1586.57,-524.09"/>
<polygon fill="currentColor" stroke="currentColor" points="1586.85,-527.58 1596.52,-523.25 1586.26,-520.6 1586.85,-527.58"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1500.05" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.requeued [isCurrentRequestHeldTooLongAndSignsFirst] &#160;&#160;</text>
</g>
<g id="edge53" class="edge transition">
<path fill="none" stroke="currentColor" d="M1926.76,-623.01C1921.65,-605.55 1917.47,-578.95 1932.59,-563.6 1942.91,-553.12 2448.44,-561.29 2462,-555.6 2466.43,-553.74 2470.58,-550.98 2474.35,-547.84"/>
<polygon fill="currentColor" stroke="currentColor" points="2476.55,-550.58 2481.31,-541.11 2471.69,-545.55 2476.55,-550.58"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1932.59" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30">signature.made [isCurrentRequest] &#160;&#160;</text>
</g>
<g id="edge54" class="edge transition">
<path fill="none" stroke="currentColor" d="M1898.18,-644.48C1826.32,-650.42 1658.03,-670.79 1535,-736.2 1521.11,-743.58 1523.59,-754.32 1509,-760.2 1468.9,-776.36 1162.46,-760.07 1120,-768.2 1118.1,-768.56 1116.18,-769 1114.25,-769.49"/>
<polygon fill="currentColor" stroke="currentColor" points="1113.29,-766.12 1104.72,-772.35 1115.3,-772.82 1113.29,-766.12"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1535" y="-745.2" font-family="Helvetica,sans-Serif" font-size="9.30">signature.requeued [isCurrentRequestHeldTooLong] &#160;&#160;</text>
</g>
<g id="node17" class="node state initial">
<ellipse fill="currentColor" stroke="currentColor" stroke-width="2" cx="2701" cy="-641.2" rx="5.4" ry="5.4"/>
</g>
<g id="edge20" class="edge transition">
<path fill="none" stroke="currentColor" d="M2700.06,-634.94C2697.17,-620.62 2687.04,-580.79 2661,-563.6 2641.84,-550.95 2580.08,-561.89 2558,-555.6 2549.34,-553.13 2540.49,-549.42 2532.26,-545.36"/>
<polygon fill="currentColor" stroke="currentColor" points="2534.05,-542.35 2523.57,-540.82 2530.81,-548.56 2534.05,-542.35"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2687.98" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30"> &#160;&#160;&#160;</text>
</g>
<g id="node19" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2539.68,-422.8 2466.32,-422.8 2466.32,-386.4 2539.68,-386.4 2539.68,-422.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2477.32" y="-399.8" font-family="Helvetica,sans-Serif" font-size="11.16">electronic</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2478.79,-387.4C2478.79,-387.4 2527.21,-387.4 2527.21,-387.4 2532.95,-387.4 2538.68,-393.13 2538.68,-398.87 2538.68,-398.87 2538.68,-410.33 2538.68,-410.33 2538.68,-416.07 2532.95,-421.8 2527.21,-421.8 2527.21,-421.8 2478.79,-421.8 2478.79,-421.8 2473.05,-421.8 2467.32,-416.07 2467.32,-410.33 2467.32,-410.33 2467.32,-398.87 2467.32,-398.87 2467.32,-393.13 2473.05,-387.4 2478.79,-387.4"/>
</g>
<g id="edge21" class="edge transition">
<path fill="none" stroke="currentColor" d="M2524.08,-503.91C2534.51,-498.34 2546.53,-492.53 2558,-488.4 2573.83,-482.71 2584.43,-493.49 2595,-480.4 2601.7,-472.1 2601.72,-464.68 2595,-456.4 2584.13,-443 2572.62,-455.73 2557,-448.4 2546.98,-443.7 2537.15,-436.8 2528.68,-429.91"/>
<polygon fill="currentColor" stroke="currentColor" points="2531.1,-427.38 2521.23,-423.53 2526.54,-432.69 2531.1,-427.38"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2600.03" y="-465.4" font-family="Helvetica,sans-Serif" font-size="9.30">at once &#160;&#160;</text>
</g>
<g id="node25" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1300.06,-674.8 1087.94,-674.8 1087.94,-607.6 1300.06,-607.6 1300.06,-674.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1152.64" y="-656.8" font-family="Helvetica,sans-Serif" font-size="11.16">awaitingRecord</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1093.94" y="-636.4" font-family="Helvetica,sans-Serif" font-size="11.16">record.advanced</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1093.94" y="-616" font-family="Helvetica,sans-Serif" font-size="11.16">signature.made [isLateBeforeAnyJob]</text>
<polygon fill="currentColor" stroke="currentColor" points="1087.94,-651.4 1087.94,-651.4 1300.06,-651.4 1300.06,-651.4 1087.94,-651.4"/>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1100.94,-608.6C1100.94,-608.6 1287.06,-608.6 1287.06,-608.6 1293.06,-608.6 1299.06,-614.6 1299.06,-620.6 1299.06,-620.6 1299.06,-661.8 1299.06,-661.8 1299.06,-667.8 1293.06,-673.8 1287.06,-673.8 1287.06,-673.8 1100.94,-673.8 1100.94,-673.8 1094.94,-673.8 1088.94,-667.8 1088.94,-661.8 1088.94,-661.8 1088.94,-620.6 1088.94,-620.6 1088.94,-614.6 1094.94,-608.6 1100.94,-608.6"/>
</g>
<g id="edge58" class="edge transition">
<path fill="none" stroke="currentColor" d="M2482.4,-540.07C2476.89,-546.15 2469.88,-552.31 2462,-555.6 2430.53,-568.76 1879.61,-550.58 1848.09,-563.6 1826.86,-572.37 1832.19,-590.73 1811,-599.6 1792.55,-607.32 1470.95,-606.12 1451,-607.6 1405.2,-611 1355.05,-616.88 1311.3,-622.71"/>
<polygon fill="currentColor" stroke="currentColor" points="1310.98,-619.23 1301.53,-624.03 1311.91,-626.16 1310.98,-619.23"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1848.09" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30">[lacksRecord] &#160;&#160;</text>
</g>
<g id="node28" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1360.02,-308.8 1297.98,-308.8 1297.98,-272.4 1360.02,-272.4 1360.02,-308.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1308.98" y="-285.8" font-family="Helvetica,sans-Serif" font-size="11.16">running</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1310.45,-273.4C1310.45,-273.4 1347.55,-273.4 1347.55,-273.4 1353.28,-273.4 1359.02,-279.13 1359.02,-284.87 1359.02,-284.87 1359.02,-296.33 1359.02,-296.33 1359.02,-302.07 1353.28,-307.8 1347.55,-307.8 1347.55,-307.8 1310.45,-307.8 1310.45,-307.8 1304.72,-307.8 1298.98,-302.07 1298.98,-296.33 1298.98,-296.33 1298.98,-284.87 1298.98,-284.87 1298.98,-279.13 1304.72,-273.4 1310.45,-273.4"/>
</g>
<g id="edge59" class="edge transition">
<path fill="none" stroke="currentColor" d="M2491.9,-386.56C2484.66,-377.06 2474.28,-366.1 2462,-360.8 2438.36,-350.59 1557.88,-364.62 1535,-352.8 1517.47,-343.74 1526.32,-326.27 1509,-316.8 1483.34,-302.77 1410.74,-314.31 1370.89,-309.54"/>
<polygon fill="currentColor" stroke="currentColor" points="1371.61,-306.12 1361.15,-307.77 1370.36,-313.01 1371.61,-306.12"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1535" y="-331.8" font-family="Helvetica,sans-Serif" font-size="9.30">print.assigned [isCurrentJob] &#160;&#160;</text>
</g>
<g id="node21" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2625,-540.2 2569,-540.2 2569,-503.8 2625,-503.8 2625,-540.2"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2587.66" y="-517.2" font-family="Helvetica,sans-Serif" font-size="11.16">wet</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2581.47,-504.8C2581.47,-504.8 2612.53,-504.8 2612.53,-504.8 2618.27,-504.8 2624,-510.53 2624,-516.27 2624,-516.27 2624,-527.73 2624,-527.73 2624,-533.47 2618.27,-539.2 2612.53,-539.2 2612.53,-539.2 2581.47,-539.2 2581.47,-539.2 2575.73,-539.2 2570,-533.47 2570,-527.73 2570,-527.73 2570,-516.27 2570,-516.27 2570,-510.53 2575.73,-504.8 2581.47,-504.8"/>
</g>
<g id="edge22" class="edge transition">
<path fill="none" stroke="currentColor" d="M2569.67,-623.74C2579.66,-617.68 2589.16,-609.74 2595,-599.6 2603.28,-585.23 2603.97,-566.69 2602.5,-551.45"/>
<polygon fill="currentColor" stroke="currentColor" points="2605.97,-551.01 2601.16,-541.57 2599.03,-551.95 2605.97,-551.01"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2603.11" y="-584.6" font-family="Helvetica,sans-Serif" font-size="9.30">[isPrinted] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2603.11" y="-572.6" font-family="Helvetica,sans-Serif" font-size="9.30">at once &#160;&#160;</text>
</g>
<g id="edge61" class="edge transition">
<path fill="none" stroke="currentColor" d="M2523.98,-659.28C2517.15,-679.99 2502.73,-712.93 2477,-727.47 2423.94,-757.44 1439.51,-740.6 1380,-727.47 1337.92,-718.18 1294.05,-698.39 1259.49,-680.1"/>
<polygon fill="currentColor" stroke="currentColor" points="1261.33,-677.12 1250.87,-675.46 1258.01,-683.28 1261.33,-677.12"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1957.54" y="-745.2" font-family="Helvetica,sans-Serif" font-size="9.30">[lacksRecord] &#160;&#160;</text>
</g>
<g id="node32" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1952.37,-555.6 1825.63,-555.6 1825.63,-488.4 1952.37,-488.4 1952.37,-555.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1846.98" y="-537.6" font-family="Helvetica,sans-Serif" font-size="11.16">readyForPickup</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1831.63" y="-517.2" font-family="Helvetica,sans-Serif" font-size="11.16">pickup.codeRefused</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1831.63" y="-496.8" font-family="Helvetica,sans-Serif" font-size="11.16">pickup.codeRenewed</text>
<polygon fill="currentColor" stroke="currentColor" points="1825.63,-532.2 1825.63,-532.2 1952.37,-532.2 1952.37,-532.2 1825.63,-532.2"/>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1838.63,-489.4C1838.63,-489.4 1939.37,-489.4 1939.37,-489.4 1945.37,-489.4 1951.37,-495.4 1951.37,-501.4 1951.37,-501.4 1951.37,-542.6 1951.37,-542.6 1951.37,-548.6 1945.37,-554.6 1939.37,-554.6 1939.37,-554.6 1838.63,-554.6 1838.63,-554.6 1832.63,-554.6 1826.63,-548.6 1826.63,-542.6 1826.63,-542.6 1826.63,-501.4 1826.63,-501.4 1826.63,-495.4 1832.63,-489.4 1838.63,-489.4"/>
</g>
<g id="edge60" class="edge transition">
<path fill="none" stroke="currentColor" d="M2505.31,-623.01C2496.73,-617.43 2486.75,-611.64 2477,-607.6 2462.32,-601.52 2455.06,-608.87 2442.15,-599.6 2426.89,-588.65 2436.04,-573.38 2420,-563.6 2381.95,-540.39 2099.95,-529.11 1963.09,-524.96"/>
<polygon fill="currentColor" stroke="currentColor" points="1963.52,-521.47 1953.42,-524.67 1963.31,-528.46 1963.52,-521.47"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2442.15" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30">[isPrintedAndNotCheckedBack] &#160;&#160;</text>
</g>
<g id="edge63" class="edge transition">
<path fill="none" stroke="currentColor" d="M2624.95,-504.69C2633.3,-498.28 2641.44,-490.1 2646,-480.4 2650.54,-470.75 2650.07,-466.26 2646,-456.4 2623.16,-401.02 2602.85,-390.8 2551,-360.8 2539.06,-353.89 2530.81,-362.51 2521,-352.8 2509.2,-341.12 2524.19,-326.89 2511,-316.8 2498.99,-307.61 1490.28,-311.96 1370.88,-308.25"/>
<polygon fill="currentColor" stroke="currentColor" points="1371.34,-304.77 1361.15,-307.67 1370.92,-311.76 1371.34,-304.77"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2642.21" y="-401.6" font-family="Helvetica,sans-Serif" font-size="9.30">print.assigned [isCurrentJob] &#160;&#160;</text>
</g>
<g id="edge62" class="edge transition">
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1308.02" y="-570.6" font-family="Helvetica,sans-Serif" font-size="9.30">wetSignature.checked [isPrinted] &#160;&#160;</text>
</g>
<g id="node23" class="node state initial">
<ellipse fill="currentColor" stroke="currentColor" stroke-width="2" cx="1062" cy="-862.8" rx="5.4" ry="5.4"/>
</g>
<g id="edge23" class="edge transition">
<path fill="none" stroke="currentColor" d="M1062.79,-856.92C1064.13,-848.57 1066.97,-830.97 1069.46,-815.56"/>
<polygon fill="currentColor" stroke="currentColor" points="1072.88,-816.32 1071.02,-805.89 1065.97,-815.21 1072.88,-816.32"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1069.78" y="-821.6" font-family="Helvetica,sans-Serif" font-size="9.30"> &#160;&#160;&#160;</text>
</g>
<g id="edge24" class="edge transition">
<path fill="none" stroke="currentColor" d="M1060.09,-768.23C1053.71,-758.18 1048.98,-745.64 1056.09,-736.2 1063.86,-725.89 1072.5,-734.06 1084,-728.2 1107.97,-715.98 1131.84,-698.19 1151.18,-681.96"/>
<polygon fill="currentColor" stroke="currentColor" points="1153.26,-684.78 1158.58,-675.62 1148.71,-679.46 1153.26,-684.78"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1056.09" y="-745.2" font-family="Helvetica,sans-Serif" font-size="9.30">[lacksRecord] &#160;&#160;</text>
</g>
<g id="node26" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1164.02,-422.8 1101.98,-422.8 1101.98,-386.4 1164.02,-386.4 1164.02,-422.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1112.98" y="-399.8" font-family="Helvetica,sans-Serif" font-size="11.16">queued</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1114.45,-387.4C1114.45,-387.4 1151.55,-387.4 1151.55,-387.4 1157.29,-387.4 1163.02,-393.13 1163.02,-398.87 1163.02,-398.87 1163.02,-410.33 1163.02,-410.33 1163.02,-416.07 1157.29,-421.8 1151.55,-421.8 1151.55,-421.8 1114.45,-421.8 1114.45,-421.8 1108.71,-421.8 1102.98,-416.07 1102.98,-410.33 1102.98,-410.33 1102.98,-398.87 1102.98,-398.87 1102.98,-393.13 1108.71,-387.4 1114.45,-387.4"/>
</g>
<g id="edge25" class="edge transition">
<path fill="none" stroke="currentColor" d="M1103.14,-775.76C1111.35,-771.94 1119.73,-766.83 1126,-760.2 1133.94,-751.8 1126.53,-742.83 1136,-736.2 1167.89,-713.87 1277.36,-747.79 1311,-728.2 1369.38,-694.22 1373.26,-664.5 1392,-599.6 1407.08,-547.36 1388.53,-514.81 1341,-488.4 1321.27,-477.44 1154.18,-496.14 1138,-480.4 1131.5,-474.07 1130.59,-452.44 1131.12,-434.06"/>
<polygon fill="currentColor" stroke="currentColor" points="1134.61,-434.3 1131.56,-424.15 1127.62,-433.99 1134.61,-434.3"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1397.12" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30">at once &#160;&#160;</text>
</g>
<g id="edge64" class="edge transition">
<path fill="none" stroke="currentColor" d="M1088.15,-608.29C1086.76,-608.05 1085.38,-607.82 1084,-607.6 1066.6,-604.85 779.3,-612.21 767,-599.6 755.83,-588.14 756.17,-575.38 767,-563.6 781.34,-548 844.23,-567.13 862,-555.6 890.62,-537.04 869.81,-505.94 899.06,-488.4 927.46,-471.37 1467.57,-498.95 1495,-480.4 1504.57,-473.93 1495.41,-462.85 1505,-456.4 1527.06,-441.56 2437.59,-458.94 2462,-448.4 2470.63,-444.67 2478.33,-438.15 2484.66,-431.3"/>
<polygon fill="currentColor" stroke="currentColor" points="2487.2,-433.72 2490.93,-423.81 2481.83,-429.23 2487.2,-433.72"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="899.06" y="-519" font-family="Helvetica,sans-Serif" font-size="9.30">record.ready [isElectronic] &#160;&#160;</text>
</g>
<g id="edge26" class="edge transition">
<path fill="none" stroke="currentColor" d="M1221.34,-607.7C1223.04,-605.04 1224.62,-602.32 1226,-599.6 1233.51,-584.79 1224.82,-575.88 1236,-563.6 1242.73,-556.22 1251.33,-563.82 1257,-555.6 1273.95,-531.01 1277.44,-510.18 1257,-488.4 1237.8,-467.94 1150.2,-500.86 1131,-480.4 1119.48,-468.13 1120.13,-449.12 1123.59,-433.34"/>
<polygon fill="currentColor" stroke="currentColor" points="1126.88,-434.58 1126.07,-424.02 1120.12,-432.78 1126.88,-434.58"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1271.05" y="-519" font-family="Helvetica,sans-Serif" font-size="9.30">record.ready &#160;&#160;</text>
</g>
<g id="node27" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1246.06,-545.4 1033.94,-545.4 1033.94,-498.6 1246.06,-498.6 1246.06,-545.4"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1106.65" y="-527.4" font-family="Helvetica,sans-Serif" font-size="11.16">recordFailed</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1039.94" y="-507" font-family="Helvetica,sans-Serif" font-size="11.16">signature.made [isLateBeforeAnyJob]</text>
<polygon fill="currentColor" stroke="currentColor" points="1033.94,-522 1033.94,-522 1246.06,-522 1246.06,-522 1033.94,-522"/>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1046.94,-499.6C1046.94,-499.6 1233.06,-499.6 1233.06,-499.6 1239.06,-499.6 1245.06,-505.6 1245.06,-511.6 1245.06,-511.6 1245.06,-532.4 1245.06,-532.4 1245.06,-538.4 1239.06,-544.4 1233.06,-544.4 1233.06,-544.4 1046.94,-544.4 1046.94,-544.4 1040.94,-544.4 1034.94,-538.4 1034.94,-532.4 1034.94,-532.4 1034.94,-511.6 1034.94,-511.6 1034.94,-505.6 1040.94,-499.6 1046.94,-499.6"/>
</g>
<g id="edge27" class="edge transition">
<path fill="none" stroke="currentColor" d="M1166.35,-607.71C1164.63,-605.05 1163.04,-602.33 1161.64,-599.6 1154.73,-586.15 1149.78,-570.21 1146.37,-556.37"/>
<polygon fill="currentColor" stroke="currentColor" points="1149.83,-555.78 1144.2,-546.8 1143,-557.33 1149.83,-555.78"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1161.64" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30">record.failed &#160;&#160;</text>
</g>
<g id="edge67" class="edge transition">
<path fill="none" stroke="currentColor" d="M1156.01,-422.53C1175.94,-436.85 1206.21,-455.79 1236.13,-463.77 1314.18,-484.57 1337.1,-464.36 1417.87,-463.77 1533.9,-462.91 2355.9,-495.35 2462,-448.4 2470.57,-444.61 2478.19,-438.07 2484.45,-431.18"/>
<polygon fill="currentColor" stroke="currentColor" points="2487.02,-433.57 2490.68,-423.62 2481.62,-429.11 2487.02,-433.57"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1236.13" y="-465.4" font-family="Helvetica,sans-Serif" font-size="9.30">signature.made [isLateBeforeFirstPrint] &#160;&#160;</text>
</g>
<g id="edge30" class="edge transition">
<path fill="none" stroke="currentColor" d="M1102.25,-386.9C1089.95,-378.45 1077.12,-366.95 1070.38,-352.8 1063.5,-338.36 1059.28,-328.33 1070.38,-316.8 1078.5,-308.36 1269.5,-311.02 1281,-308.8 1283.03,-308.41 1285.09,-307.94 1287.16,-307.42"/>
<polygon fill="currentColor" stroke="currentColor" points="1288.08,-310.8 1296.69,-304.64 1286.11,-304.08 1288.08,-310.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1070.38" y="-331.8" font-family="Helvetica,sans-Serif" font-size="9.30">print.assigned [isCurrentJob] &#160;&#160;</text>
</g>
<g id="edge66" class="edge transition">
<path fill="none" stroke="currentColor" d="M1065.73,-498.66C1049.78,-494.61 1032.93,-490.89 1017,-488.4 982.68,-483.03 893.65,-491.98 860.9,-480.4 831.1,-469.86 802.47,-447.74 783.01,-430.27"/>
<polygon fill="currentColor" stroke="currentColor" points="785.57,-427.87 775.85,-423.66 780.82,-433.01 785.57,-427.87"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="860.9" y="-471.4" font-family="Helvetica,sans-Serif" font-size="9.30">application.foundDuplicate [isElectronic] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="860.9" y="-459.4" font-family="Helvetica,sans-Serif" font-size="9.30">application.foundDuplicate &#160;&#160;</text>
</g>
<g id="edge65" class="edge transition">
<path fill="none" stroke="currentColor" d="M1212.23,-498.63C1228.76,-494.41 1246.36,-490.63 1263,-488.4 1291.39,-484.59 2267.37,-490.93 2294,-480.4 2308.62,-474.62 2305.52,-462.54 2320,-456.4 2349.1,-444.07 2433.29,-461.62 2462,-448.4 2470.54,-444.47 2478.21,-437.88 2484.54,-431.05"/>
<polygon fill="currentColor" stroke="currentColor" points="2487.06,-433.49 2490.83,-423.59 2481.71,-428.98 2487.06,-433.49"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2320" y="-465.4" font-family="Helvetica,sans-Serif" font-size="9.30">record.ready [isElectronic] &#160;&#160;</text>
</g>
<g id="edge28" class="edge transition">
<path fill="none" stroke="currentColor" d="M1082.39,-545.32C1075.5,-550.32 1069.39,-556.35 1065.08,-563.6 1056.89,-577.35 1055.62,-586.7 1065.08,-599.6 1065.86,-600.67 1070.36,-602.61 1077.23,-605.1"/>
<polygon fill="currentColor" stroke="currentColor" points="1075.94,-608.35 1086.54,-608.29 1078.22,-601.73 1075.94,-608.35"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1065.08" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30">record.restarted &#160;&#160;</text>
</g>
<g id="edge29" class="edge transition">
<path fill="none" stroke="currentColor" d="M1073.55,-498.67C1066.43,-493.72 1060.12,-487.7 1055.53,-480.4 1049.85,-471.37 1048.72,-464.61 1055.53,-456.4 1067.79,-441.61 1081.48,-458.21 1098,-448.4 1104.99,-444.25 1111.18,-438.17 1116.34,-431.88"/>
<polygon fill="currentColor" stroke="currentColor" points="1119.08,-434.06 1122.23,-423.94 1113.46,-429.88 1119.08,-434.06"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1055.53" y="-465.4" font-family="Helvetica,sans-Serif" font-size="9.30">record.ready &#160;&#160;</text>
</g>
<g id="edge70" class="edge transition">
<path fill="none" stroke="currentColor" d="M1359.66,-307.47C1361.11,-307.97 1362.56,-308.41 1364,-308.8 1376.8,-312.23 1473.14,-307.95 1483,-316.8 1510.48,-341.46 1488.16,-452.21 1512,-480.4 1530.59,-502.38 1561.94,-512.46 1587.06,-517.08"/>
<polygon fill="currentColor" stroke="currentColor" points="1586.17,-520.49 1596.6,-518.61 1587.28,-513.58 1586.17,-520.49"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1501.39" y="-401.6" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJobAndSheetWasSigned] &#160;&#160;</text>
</g>
<g id="edge31" class="edge transition">
<path fill="none" stroke="currentColor" d="M1298.95,-308.77C1265.02,-328.16 1209.67,-359.79 1172.32,-381.13"/>
<polygon fill="currentColor" stroke="currentColor" points="1171.03,-377.84 1164.08,-385.84 1174.5,-383.92 1171.03,-377.84"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1281.63" y="-343.8" font-family="Helvetica,sans-Serif" font-size="9.30">print.failed [isCurrentJobAndMayReprint] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1281.63" y="-331.8" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJobAndMayReprint] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1281.63" y="-319.8" font-family="Helvetica,sans-Serif" font-size="9.30">print.requeued [isCurrentJob] &#160;&#160;</text>
</g>
<g id="node29" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1097.68,-60.4 1034.32,-60.4 1034.32,-24 1097.68,-24 1097.68,-60.4"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1045.32" y="-37.4" font-family="Helvetica,sans-Serif" font-size="11.16">blocked</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1046.79,-25C1046.79,-25 1085.21,-25 1085.21,-25 1090.95,-25 1096.68,-30.73 1096.68,-36.47 1096.68,-36.47 1096.68,-47.93 1096.68,-47.93 1096.68,-53.67 1090.95,-59.4 1085.21,-59.4 1085.21,-59.4 1046.79,-59.4 1046.79,-59.4 1041.05,-59.4 1035.32,-53.67 1035.32,-47.93 1035.32,-47.93 1035.32,-36.47 1035.32,-36.47 1035.32,-30.73 1041.05,-25 1046.79,-25"/>
</g>
<g id="edge32" class="edge transition">
<path fill="none" stroke="currentColor" d="M1305.38,-272.6C1302.13,-269.97 1298.91,-267.19 1296,-264.4 1290.99,-259.6 1290.83,-257.39 1286,-252.4 1282.28,-248.56 1279.81,-248.96 1277,-244.4 1234.51,-175.49 1292.64,-119.69 1230,-68.4 1220.44,-60.57 1141.57,-63 1108.9,-60.58"/>
<polygon fill="currentColor" stroke="currentColor" points="1109.42,-57.12 1099.05,-59.28 1108.51,-64.06 1109.42,-57.12"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1277" y="-199.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.failed [isCurrentJob] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1277" y="-187.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJob] &#160;&#160;</text>
</g>
<g id="node30" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1153.02,-214.6 1082.98,-214.6 1082.98,-178.2 1153.02,-178.2 1153.02,-214.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1093.98" y="-191.6" font-family="Helvetica,sans-Serif" font-size="11.16">unknown</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1095.45,-179.2C1095.45,-179.2 1140.55,-179.2 1140.55,-179.2 1146.28,-179.2 1152.02,-184.93 1152.02,-190.67 1152.02,-190.67 1152.02,-202.13 1152.02,-202.13 1152.02,-207.87 1146.28,-213.6 1140.55,-213.6 1140.55,-213.6 1095.45,-213.6 1095.45,-213.6 1089.72,-213.6 1083.98,-207.87 1083.98,-202.13 1083.98,-202.13 1083.98,-190.67 1083.98,-190.67 1083.98,-184.93 1089.72,-179.2 1095.45,-179.2"/>
</g>
<g id="edge33" class="edge transition">
<path fill="none" stroke="currentColor" d="M1298.12,-277.09C1292.51,-275.23 1286.64,-273.56 1281,-272.4 1266.65,-269.45 1161.5,-272.63 1149.38,-264.4 1136.13,-255.4 1128.35,-239.28 1123.84,-225.1"/>
<polygon fill="currentColor" stroke="currentColor" points="1127.31,-224.51 1121.29,-215.78 1120.56,-226.35 1127.31,-224.51"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1149.38" y="-255.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.unknown [isCurrentJob] &#160;&#160;</text>
</g>
<g id="node31" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="74.35,-659.4 15.65,-659.4 15.65,-623 74.35,-623 74.35,-659.4"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="26.65" y="-636.4" font-family="Helvetica,sans-Serif" font-size="11.16">printed</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M28.12,-624C28.12,-624 61.88,-624 61.88,-624 67.61,-624 73.35,-629.73 73.35,-635.47 73.35,-635.47 73.35,-646.93 73.35,-646.93 73.35,-652.67 67.61,-658.4 61.88,-658.4 61.88,-658.4 28.12,-658.4 28.12,-658.4 22.39,-658.4 16.65,-652.67 16.65,-646.93 16.65,-646.93 16.65,-635.47 16.65,-635.47 16.65,-629.73 22.39,-624 28.12,-624"/>
</g>
<g id="edge69" class="edge transition">
<path fill="none" stroke="currentColor" d="M1298.25,-307.03C1296.16,-307.72 1294.07,-308.32 1292,-308.8 1240.34,-320.68 867.62,-310.37 815,-316.8 793.92,-319.38 85.36,-473.73 70,-488.4 44.91,-512.37 54.61,-529.35 49,-563.6 46.41,-579.41 45.37,-597.28 45,-611.78"/>
<polygon fill="currentColor" stroke="currentColor" points="41.5,-611.48 44.85,-621.53 48.5,-611.59 41.5,-611.48"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="186.76" y="-465.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.completed [isCurrentJob] &#160;&#160;</text>
</g>
<g id="node36" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="1603.02,-60.4 1504.98,-60.4 1504.98,-24 1603.02,-24 1603.02,-60.4"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1515.98" y="-37.4" font-family="Helvetica,sans-Serif" font-size="11.16">superseded ◉</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M1517.44,-25C1517.44,-25 1590.56,-25 1590.56,-25 1596.29,-25 1602.02,-30.73 1602.02,-36.47 1602.02,-36.47 1602.02,-47.93 1602.02,-47.93 1602.02,-53.67 1596.29,-59.4 1590.56,-59.4 1590.56,-59.4 1517.44,-59.4 1517.44,-59.4 1511.71,-59.4 1505.98,-53.67 1505.98,-47.93 1505.98,-47.93 1505.98,-36.47 1505.98,-36.47 1505.98,-30.73 1511.71,-25 1517.44,-25"/>
</g>
<g id="edge68" class="edge transition">
<path fill="none" stroke="currentColor" d="M1359.89,-273.38C1415.38,-243.52 1528.14,-179.35 1549,-140.4 1560.28,-119.33 1560.62,-91.87 1558.67,-71.51"/>
<polygon fill="currentColor" stroke="currentColor" points="1562.15,-71.17 1557.46,-61.67 1555.21,-72.02 1562.15,-71.17"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1542.89" y="-235.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.completed [isCurrentJobAndSupersededElectronic] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1542.89" y="-223.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.completed [isCurrentJobAndSuperseded] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1542.89" y="-211.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.failed [isCurrentJobAndSupersededElectronic] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1542.89" y="-199.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.failed [isCurrentJobAndSuperseded] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1542.89" y="-187.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJobAndSupersededElectronic] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1542.89" y="-175.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJobAndSuperseded] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1542.89" y="-163.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.requeued [isCurrentJobAndSupersededElectronic] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1542.89" y="-151.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.requeued [isCurrentJobAndSuperseded] &#160;&#160;</text>
</g>
<g id="edge74" class="edge transition">
<path fill="none" stroke="currentColor" d="M1034.36,-49.45C921.83,-73.06 553.45,-162.95 663.05,-308.8 705.29,-365 745.79,-340.43 815,-352.8 863.69,-361.5 878.47,-347.13 926,-360.8 1005.79,-383.75 1013.28,-419.18 1091,-448.4 1105.53,-453.86 1111.79,-448.24 1125,-456.4 1136.81,-463.7 1132.51,-474.34 1145,-480.4 1159.85,-487.6 1425.58,-486.73 1442,-488.4 1492.6,-493.54 1550.24,-504.61 1587.31,-512.42"/>
<polygon fill="currentColor" stroke="currentColor" points="1586.13,-515.75 1596.65,-514.41 1587.6,-508.9 1586.13,-515.75"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="663.05" y="-287.6" font-family="Helvetica,sans-Serif" font-size="9.30">print.retried [mustSignFirstAgain] &#160;&#160;</text>
</g>
<g id="edge36" class="edge transition">
<path fill="none" stroke="currentColor" d="M1059.17,-60.06C1040.49,-109.08 993.47,-254.33 1049,-352.8 1058.36,-369.4 1075.56,-381.19 1091.98,-389.2"/>
<polygon fill="currentColor" stroke="currentColor" points="1090.08,-392.19 1100.64,-393.09 1092.95,-385.8 1090.08,-392.19"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1023.57" y="-255.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.retried &#160;&#160;</text>
</g>
<g id="edge73" class="edge transition">
<path fill="none" stroke="currentColor" d="M1083.15,-203.04C991.41,-219.2 755.66,-269.87 836.66,-352.8 849.79,-366.25 1156.44,-357.8 1175,-360.8 1318.6,-383.98 1380.22,-358.73 1488,-456.4 1496.56,-464.16 1489.48,-472.59 1498,-480.4 1522.37,-502.72 1559,-512.77 1586.83,-517.3"/>
<polygon fill="currentColor" stroke="currentColor" points="1586.27,-520.75 1596.67,-518.7 1587.26,-513.82 1586.27,-520.75"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="836.66" y="-331.8" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJobAndSheetWasSigned] &#160;&#160;</text>
</g>
<g id="edge34" class="edge transition">
<path fill="none" stroke="currentColor" d="M1122.55,-214.6C1125.36,-229.31 1126.66,-250.28 1116,-264.4 1108.92,-273.78 1100.31,-265.49 1090.8,-272.4 1071.16,-286.67 1066.42,-293.69 1059,-316.8 1054.11,-332.03 1051.55,-338.64 1059,-352.8 1066.29,-366.64 1079.24,-377.44 1092.3,-385.46"/>
<polygon fill="currentColor" stroke="currentColor" points="1090.46,-388.44 1100.89,-390.3 1093.9,-382.34 1090.46,-388.44"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1090.8" y="-293.6" font-family="Helvetica,sans-Serif" font-size="9.30">print.failed [isCurrentJobAndMayReprint] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1090.8" y="-281.6" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJobAndMayReprint] &#160;&#160;</text>
</g>
<g id="edge35" class="edge transition">
<path fill="none" stroke="currentColor" d="M1112.14,-178.24C1103.19,-152.06 1086.06,-101.93 1075.38,-70.66"/>
<polygon fill="currentColor" stroke="currentColor" points="1078.8,-69.83 1072.25,-61.5 1072.17,-72.1 1078.8,-69.83"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1098.19" y="-107.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.failed [isCurrentJob] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1098.19" y="-95.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJob] &#160;&#160;</text>
</g>
<g id="edge72" class="edge transition">
<path fill="none" stroke="currentColor" d="M1108.85,-214.5C1102.13,-225.16 1091.93,-238.02 1079,-244.4 1057.96,-254.77 891.42,-250.93 868,-252.4 766.48,-258.77 740.97,-260.01 640,-272.4 636.09,-272.88 83.2,-358.17 80.27,-360.8 9,-424.9 26.21,-554.69 38.17,-611.96"/>
<polygon fill="currentColor" stroke="currentColor" points="34.72,-612.54 40.29,-621.55 41.55,-611.03 34.72,-612.54"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="80.27" y="-401.6" font-family="Helvetica,sans-Serif" font-size="9.30">print.completed [isCurrentJob] &#160;&#160;</text>
</g>
<g id="edge71" class="edge transition">
<path fill="none" stroke="currentColor" d="M1152.95,-182.65C1176.19,-173.15 1206.62,-158.68 1230,-140.4 1262.96,-114.63 1253.19,-87.04 1290.64,-68.4 1305.72,-60.9 1425.25,-62.12 1442,-60.4 1458.85,-58.66 1477.04,-56.15 1493.76,-53.58"/>
<polygon fill="currentColor" stroke="currentColor" points="1494.24,-57.05 1503.57,-52.03 1493.15,-50.13 1494.24,-57.05"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1290.64" y="-131.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.completed [isCurrentJobAndSupersededElectronic] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1290.64" y="-119.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.completed [isCurrentJobAndSuperseded] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1290.64" y="-107.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.failed [isCurrentJobAndSupersededElectronic] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1290.64" y="-95.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.failed [isCurrentJobAndSuperseded] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1290.64" y="-83.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJobAndSupersededElectronic] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1290.64" y="-71.4" font-family="Helvetica,sans-Serif" font-size="9.30">print.spoiled [isCurrentJobAndSuperseded] &#160;&#160;</text>
</g>
<g id="edge75" class="edge transition">
<path fill="none" stroke="currentColor" d="M74.24,-640.89C123.53,-640.93 225.17,-636.09 301,-599.6 322.39,-589.31 318.35,-572.26 340.44,-563.6 368.93,-552.43 1411.53,-558.39 1442,-555.6 1492.65,-550.96 1550.27,-539.78 1587.33,-531.81"/>
<polygon fill="currentColor" stroke="currentColor" points="1587.64,-535.32 1596.66,-529.77 1586.15,-528.48 1587.64,-535.32"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="340.44" y="-590.6" font-family="Helvetica,sans-Serif" font-size="9.30">inspection.passed [needsWetSignature] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="340.44" y="-578.6" font-family="Helvetica,sans-Serif" font-size="9.30">inspection.failed [sheetWasSigned] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="340.44" y="-566.6" font-family="Helvetica,sans-Serif" font-size="9.30">[isPaperToSign] &#160;&#160;</text>
</g>
<g id="edge76" class="edge transition">
<path fill="none" stroke="currentColor" d="M48.12,-623.15C51.44,-607.2 57.55,-583 67,-563.6 76.04,-545.05 103.32,-498.19 121.49,-488.4 138.97,-478.98 280.17,-481.31 300,-480.4 528.01,-469.96 584.91,-464.94 813,-456.4 828.83,-455.81 1083.78,-455.38 1098,-448.4 1105.7,-444.62 1112.29,-438.26 1117.61,-431.58"/>
<polygon fill="currentColor" stroke="currentColor" points="1120.24,-433.92 1123.17,-423.73 1114.53,-429.87 1120.24,-433.92"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="121.49" y="-519" font-family="Helvetica,sans-Serif" font-size="9.30">inspection.failed [mayReprint] &#160;&#160;</text>
</g>
<g id="edge77" class="edge transition">
<path fill="none" stroke="currentColor" d="M34.68,-623C30.97,-615.99 27.16,-607.64 25,-599.6 19.91,-580.67 22.67,-575.19 22,-555.6 18.38,-449.16 -31.37,-394.04 41.95,-316.8 270.97,-75.54 422.56,-137.32 748,-68.4 844.96,-47.87 961.77,-43.73 1023.29,-43.09"/>
<polygon fill="currentColor" stroke="currentColor" points="1022.98,-46.6 1032.96,-43.02 1022.93,-39.6 1022.98,-46.6"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="41.95" y="-331.8" font-family="Helvetica,sans-Serif" font-size="9.30">inspection.failed &#160;&#160;</text>
</g>
<g id="edge37" class="edge transition">
<path fill="none" stroke="currentColor" d="M74.01,-640.61C178.07,-641.7 531.77,-642.15 635,-599.6 657.61,-590.28 653.73,-572.22 676.61,-563.6 705.02,-552.9 1693.68,-561.94 1814.57,-555.65"/>
<polygon fill="currentColor" stroke="currentColor" points="1814.64,-559.16 1824.28,-554.77 1814.01,-552.19 1814.64,-559.16"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="676.61" y="-584.6" font-family="Helvetica,sans-Serif" font-size="9.30">inspection.passed &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="676.61" y="-572.6" font-family="Helvetica,sans-Serif" font-size="9.30">[isPaper] &#160;&#160;</text>
</g>
<g id="edge78" class="edge transition">
<path fill="none" stroke="currentColor" d="M1825.76,-522C1775.76,-522 1707.52,-522 1665.14,-522"/>
<polygon fill="currentColor" stroke="currentColor" points="1665.16,-518.5 1655.16,-522 1665.16,-525.5 1665.16,-518.5"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1665.04" y="-528" font-family="Helvetica,sans-Serif" font-size="9.30">defect.found [isSignedOnSheet] &#160;&#160;</text>
</g>
<g id="edge79" class="edge transition">
<path fill="none" stroke="currentColor" d="M1952.33,-519.26C2088.95,-515.11 2402.48,-503.19 2445,-480.4 2450.44,-477.48 2469.46,-452.24 2484.26,-431.87"/>
<polygon fill="currentColor" stroke="currentColor" points="2487,-434.05 2490.01,-423.89 2481.32,-429.96 2487,-434.05"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2464.67" y="-465.4" font-family="Helvetica,sans-Serif" font-size="9.30">defect.found [isElectronic] &#160;&#160;</text>
</g>
<g id="edge80" class="edge transition">
<path fill="none" stroke="currentColor" d="M1825.79,-489.37C1824.52,-489.02 1823.26,-488.7 1822,-488.4 1804.31,-484.21 1182.88,-490.28 1167.62,-480.4 1151.62,-470.03 1142.89,-450.19 1138.21,-433.55"/>
<polygon fill="currentColor" stroke="currentColor" points="1141.69,-433.06 1135.93,-424.17 1134.89,-434.71 1141.69,-433.06"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1167.62" y="-465.4" font-family="Helvetica,sans-Serif" font-size="9.30">defect.found &#160;&#160;</text>
</g>
<g id="node33" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2719.68,-308.8 2650.32,-308.8 2650.32,-272.4 2719.68,-272.4 2719.68,-308.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2661.32" y="-285.8" font-family="Helvetica,sans-Serif" font-size="11.16">collected</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2662.79,-273.4C2662.79,-273.4 2707.21,-273.4 2707.21,-273.4 2712.95,-273.4 2718.68,-279.13 2718.68,-284.87 2718.68,-284.87 2718.68,-296.33 2718.68,-296.33 2718.68,-302.07 2712.95,-307.8 2707.21,-307.8 2707.21,-307.8 2662.79,-307.8 2662.79,-307.8 2657.05,-307.8 2651.32,-302.07 2651.32,-296.33 2651.32,-296.33 2651.32,-284.87 2651.32,-284.87 2651.32,-279.13 2657.05,-273.4 2662.79,-273.4"/>
</g>
<g id="edge38" class="edge transition">
<path fill="none" stroke="currentColor" d="M1952.14,-518.83C2058.39,-514.57 2263.68,-503.43 2287,-480.4 2306.03,-461.6 2280.93,-378.81 2300.71,-360.8 2316.99,-345.98 2681.59,-368.53 2697,-352.8 2705.65,-343.98 2704.2,-330.87 2699.95,-319.04"/>
<polygon fill="currentColor" stroke="currentColor" points="2703.25,-317.86 2696.06,-310.09 2696.83,-320.65 2703.25,-317.86"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2300.71" y="-407.6" font-family="Helvetica,sans-Serif" font-size="9.30">pickup.collected [hasTemporary] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2300.71" y="-395.6" font-family="Helvetica,sans-Serif" font-size="9.30">pickup.collected &#160;&#160;</text>
</g>
<g id="node34" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2198.37,-448.4 2071.63,-448.4 2071.63,-360.8 2198.37,-360.8 2198.37,-448.4"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2107.65" y="-430.4" font-family="Helvetica,sans-Serif" font-size="11.16">unclaimed</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2077.63" y="-410" font-family="Helvetica,sans-Serif" font-size="11.16">pickup.codeRefused</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2077.63" y="-389.6" font-family="Helvetica,sans-Serif" font-size="11.16">pickup.codeRenewed</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2077.63" y="-369.2" font-family="Helvetica,sans-Serif" font-size="11.16">retention.ended</text>
<polygon fill="currentColor" stroke="currentColor" points="2071.63,-425 2071.63,-425 2198.37,-425 2198.37,-425 2071.63,-425"/>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2084.63,-361.8C2084.63,-361.8 2185.37,-361.8 2185.37,-361.8 2191.37,-361.8 2197.37,-367.8 2197.37,-373.8 2197.37,-373.8 2197.37,-435.4 2197.37,-435.4 2197.37,-441.4 2191.37,-447.4 2185.37,-447.4 2185.37,-447.4 2084.63,-447.4 2084.63,-447.4 2078.63,-447.4 2072.63,-441.4 2072.63,-435.4 2072.63,-435.4 2072.63,-373.8 2072.63,-373.8 2072.63,-367.8 2078.63,-361.8 2084.63,-361.8"/>
</g>
<g id="edge39" class="edge transition">
<path fill="none" stroke="currentColor" d="M1952.35,-491.28C1985.78,-475.6 2026.96,-456.28 2061.76,-439.96"/>
<polygon fill="currentColor" stroke="currentColor" points="2062.93,-443.28 2070.49,-435.86 2059.95,-436.94 2062.93,-443.28"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2019.38" y="-465.4" font-family="Helvetica,sans-Serif" font-size="9.30">claim.expired &#160;&#160;</text>
</g>
<g id="edge42" class="edge transition">
<path fill="none" stroke="currentColor" d="M2650.53,-282.09C2490.57,-247.24 1819.67,-101.08 1614.12,-56.3"/>
<polygon fill="currentColor" stroke="currentColor" points="1614.96,-52.9 1604.44,-54.19 1613.47,-59.74 1614.96,-52.9"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2471.68" y="-193.4" font-family="Helvetica,sans-Serif" font-size="9.30">application.reissued &#160;&#160;</text>
</g>
<g id="edge81" class="edge transition">
<path fill="none" stroke="currentColor" d="M2072.03,-411.54C1959.41,-422.98 1728.67,-450.34 1658,-488.4 1654.22,-490.44 1650.6,-493.07 1647.25,-495.96"/>
<polygon fill="currentColor" stroke="currentColor" points="1644.85,-493.41 1640.16,-502.91 1649.75,-498.41 1644.85,-493.41"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1755.14" y="-465.4" font-family="Helvetica,sans-Serif" font-size="9.30">defect.found [isSignedOnSheet] &#160;&#160;</text>
</g>
<g id="edge82" class="edge transition">
<path fill="none" stroke="currentColor" d="M2148.86,-448.27C2152.67,-454.42 2157.49,-459.95 2163.58,-463.77 2197.3,-484.93 2451.49,-453.51 2462,-448.4 2470.3,-444.36 2477.76,-437.87 2483.98,-431.11"/>
<polygon fill="currentColor" stroke="currentColor" points="2486.43,-433.64 2490.18,-423.73 2481.07,-429.14 2486.43,-433.64"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2163.58" y="-465.4" font-family="Helvetica,sans-Serif" font-size="9.30">defect.found [isElectronic] &#160;&#160;</text>
</g>
<g id="edge83" class="edge transition">
<path fill="none" stroke="currentColor" d="M2072.1,-417.58C1947.94,-441.48 1662.62,-487.91 1423.31,-463.77 1333.54,-454.71 1230.49,-430.29 1174.5,-415.81"/>
<polygon fill="currentColor" stroke="currentColor" points="1175.65,-412.49 1165.09,-413.35 1173.88,-419.26 1175.65,-412.49"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="1423.31" y="-465.4" font-family="Helvetica,sans-Serif" font-size="9.30">defect.found &#160;&#160;</text>
</g>
<g id="edge40" class="edge transition">
<path fill="none" stroke="currentColor" d="M2198.23,-378.89C2219.16,-371.76 2242.79,-364.83 2265,-360.8 2350.78,-345.24 2376.03,-372.31 2461,-352.8 2500.07,-343.83 2505.33,-328.4 2543.71,-316.8 2575.05,-307.33 2611.44,-300.94 2639.44,-296.97"/>
<polygon fill="currentColor" stroke="currentColor" points="2639.56,-300.48 2649,-295.66 2638.62,-293.55 2639.56,-300.48"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2543.71" y="-337.8" font-family="Helvetica,sans-Serif" font-size="9.30">pickup.collected [hasTemporary] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2543.71" y="-325.8" font-family="Helvetica,sans-Serif" font-size="9.30">pickup.collected &#160;&#160;</text>
</g>
<g id="node35" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2394.02,-308.8 2305.98,-308.8 2305.98,-272.4 2394.02,-272.4 2394.02,-308.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2316.98" y="-285.8" font-family="Helvetica,sans-Serif" font-size="11.16">destroyed ◉</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2318.45,-273.4C2318.45,-273.4 2381.55,-273.4 2381.55,-273.4 2387.28,-273.4 2393.02,-279.13 2393.02,-284.87 2393.02,-284.87 2393.02,-296.33 2393.02,-296.33 2393.02,-302.07 2387.28,-307.8 2381.55,-307.8 2381.55,-307.8 2318.45,-307.8 2318.45,-307.8 2312.72,-307.8 2306.98,-302.07 2306.98,-296.33 2306.98,-296.33 2306.98,-284.87 2306.98,-284.87 2306.98,-279.13 2312.72,-273.4 2318.45,-273.4"/>
</g>
<g id="edge41" class="edge transition">
<path fill="none" stroke="currentColor" d="M2198.34,-370.6C2233.4,-352.34 2276.04,-330.13 2307.16,-313.91"/>
<polygon fill="currentColor" stroke="currentColor" points="2308.66,-317.08 2315.91,-309.36 2305.42,-310.88 2308.66,-317.08"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2298.04" y="-337.8" font-family="Helvetica,sans-Serif" font-size="9.30">document.destroyed [isElectronic] &#160;&#160;</text>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2298.04" y="-325.8" font-family="Helvetica,sans-Serif" font-size="9.30">document.destroyed &#160;&#160;</text>
</g>
<g id="node37" class="node state regular">
<polygon fill="#ffffff" fill-opacity="0.003922" stroke="none" stroke-width="2" points="2525.02,-1065.8 2438.98,-1065.8 2438.98,-1029.4 2525.02,-1029.4 2525.02,-1065.8"/>
<text fill="currentColor" xml:space="preserve" text-anchor="start" x="2449.98" y="-1042.8" font-family="Helvetica,sans-Serif" font-size="11.16">cancelled ◉</text>
<path fill="none" stroke="currentColor" stroke-width="2" d="M2451.45,-1030.4C2451.45,-1030.4 2512.55,-1030.4 2512.55,-1030.4 2518.29,-1030.4 2524.02,-1036.13 2524.02,-1041.87 2524.02,-1041.87 2524.02,-1053.33 2524.02,-1053.33 2524.02,-1059.07 2518.29,-1064.8 2512.55,-1064.8 2512.55,-1064.8 2451.45,-1064.8 2451.45,-1064.8 2445.71,-1064.8 2439.98,-1059.07 2439.98,-1053.33 2439.98,-1053.33 2439.98,-1041.87 2439.98,-1041.87 2439.98,-1036.13 2445.71,-1030.4 2451.45,-1030.4"/>
</g>
</g>
</svg>`;
