// README.md is the source: its coordinates go into the pom, beside al-testkit, and its utility into the package.
def readme = new File(basedir, '../../../../README.md').getText('UTF-8')
def blocks = { language -> (readme =~ /(?s)```${language}\n(.*?)```/).collect { it[1] } }

def coordinates = blocks('xml').find { it.contains('al-bom') }
assert coordinates : 'README.md has no xml block with al-bom'
def testkit = '<dependency><groupId>org.al4j</groupId><artifactId>al-testkit</artifactId><scope>test</scope></dependency>'
def end = coordinates.lastIndexOf('</dependencies>')
def pom = new File(basedir, 'pom.xml')
pom.setText(pom.getText('UTF-8').replace('<!-- README.md: coordinates -->',
    coordinates.substring(0, end) + '  ' + testkit + '\n' + coordinates.substring(end)), 'UTF-8')

def utility = blocks('java').find { it.contains('class SmallestLargest ') }
assert utility : 'README.md has no class SmallestLargest'
new File(basedir, 'src/main/java/example/SmallestLargest.java').setText('package example;\n\n' + utility, 'UTF-8')
return true
