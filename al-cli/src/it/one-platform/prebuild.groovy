// README.md is the source: its coordinates, with its line for one platform in place of the one for all.
def root = new File(basedir, '../../../..')
def blocks = (new File(root, 'README.md').getText('UTF-8') =~ /(?s)```xml\n(.*?)```/).collect { it[1] }
def coordinates = blocks.find { it.contains('al-bom') }
def one = blocks.find { it.contains('al-native-cpu-linux-x86_64') && !it.contains('al-bom') }
assert coordinates && one : 'README.md has not both blocks'
def all = coordinates.readLines().find { it.contains('<artifactId>al-native-cpu</artifactId>') }
assert all : 'README.md names no al-native-cpu'

def os = System.getProperty('os.name').toLowerCase(Locale.ROOT)
def arm = System.getProperty('os.arch') in ['aarch64', 'arm64']
def host = (os.contains('mac') ? 'macosx' : os.contains('win') ? 'windows' : 'linux') + (arm ? '-arm64' : '-x86_64')
new File(basedir, 'host.txt').setText(host, 'UTF-8')
def pom = new File(basedir, 'pom.xml')
pom.setText(pom.getText('UTF-8').replace('<!-- README.md: coordinates -->',
    coordinates.replace(all, one.replace('linux-x86_64', host))), 'UTF-8')

// Installed by hand: the invoker would resolve, and so download, the natives of all five.
def version = (new File(root, 'pom.xml').getText('UTF-8') =~ /<version>([^<]+)<\/version>/)[0][1]
def install = { file, artifact ->
  def target = new File(localRepositoryPath, "org/al4j/${artifact}/${version}/${artifact}-${version}.pom")
  target.parentFile.mkdirs()
  target.setText(file.getText('UTF-8'), 'UTF-8')
}
def platform = new File(root, 'al-native-cpu/platform')
install(new File(platform, 'pom.xml'), 'al-native-cpu-platform')
install(new File(platform, "${host}/pom.xml"), "al-native-cpu-${host}")
return true
