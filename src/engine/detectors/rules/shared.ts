// Techniques, sources and advice that several rules share.

export const EMBEDDED = 'AML.T0018.002' // Manipulate AI Model: Embed Malware
export const ARCHITECTURE = 'AML.T0018.001' // Manipulate AI Model: Modify AI Model Architecture
export const UNSAFE_ARTIFACT = 'AML.T0011.000' // User Execution: Unsafe AI Artifacts
export const SUPPLY_CHAIN = 'AML.T0010.003' // AI Supply Chain Compromise: Model
export const EXFILTRATION = 'AML.T0025' // Exfiltration via Cyber Means
export const CREDENTIALS = 'AML.T0055' // Unsecured Credentials
export const DENIAL = 'AML.T0029' // Denial of AI Service
export const CORRUPTED = 'AML.T0076' // Corrupt AI Model
export const ATTACK = 'https://attack.mitre.org/techniques'
export const NVD = 'https://nvd.nist.gov/vuln/detail'
export const GITHUB = 'https://github.com/advisories'

export const DO_NOT_LOAD =
  'Do not load the model. Where it was loaded, treat that machine and its credentials as compromised.'
export const READ_THE_CODE =
  'Read the disassembly at the place shown, and load the model only when you know what the code is for.'
export const ASK_THE_AUTHOR =
  'Ask its author what it is for, or load the model in a sandbox without network and secrets.'
export const ANOTHER_TOOL = 'Examine that part with another tool, or treat the model as unknown.'
export const SAVE_AGAIN = 'Get the model from its author again, or rebuild it from weights alone.'
