// README.md is the source: its coordinates go into the pom, its programs into src/main/java.
def readme = new File(basedir, '../../../../README.md').getText('UTF-8')
def blocks = { language -> (readme =~ /(?s)```${language}\n(.*?)```/).collect { it[1] } }

def coordinates = blocks('xml').find { it.contains('al-bom') }
assert coordinates : 'README.md has no xml block with al-bom'
def pom = new File(basedir, 'pom.xml')
pom.setText(pom.getText('UTF-8').replace('<!-- README.md: coordinates -->', coordinates), 'UTF-8')

def sources = new File(basedir, 'src/main/java')
sources.mkdirs()
def names = blocks('java').collect { program ->
  def name = (program =~ /public (?:final )?class (\w+)/)[0][1]
  new File(sources, name + '.java').setText(program, 'UTF-8')
  name
}
assert names.contains('Quickstart') : "README.md has no program Quickstart, only ${names}"

// Two classes that share most words, so that there is something to learn and something to ask.
def random = new Random(7)
def words = [late: ['parcel', 'courier', 'tracking', 'delay'], wrong: ['size', 'colour', 'return', 'damaged']]
def write = { file, count ->
  new File(basedir, file).withWriter('UTF-8') { out ->
    out.writeLine('text,label')
    count.times { i ->
      def label = i % 2 == 0 ? 'late' : 'wrong'
      def own = words[label][random.nextInt(4)]
      def other = random.nextInt(3) == 0 ? words[i % 2 == 0 ? 'wrong' : 'late'][random.nextInt(4)] : 'order'
      out.writeLine("my ${own} and the ${other} of order ${i},${label}")
    }
  }
}
write('train.csv', 300)
write('test.csv', 100)
return true
