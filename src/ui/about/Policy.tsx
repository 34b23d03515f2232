import { policyInForce, toDirectives } from '../shared/policy.ts'
import styles from './Policy.module.css'

/** The content security policy that the browser enforces, line by line. */
export function Policy() {
  const policy = policyInForce(document)
  if (policy === null)
    return <p>This page was not built: its content security policy is only put into the build.</p>
  return (
    <table className={styles.policy}>
      <thead>
        <tr>
          <th>Directive</th>
          <th>Allows</th>
          <th>So that</th>
        </tr>
      </thead>
      <tbody>
        {toDirectives(policy).map(({ name, values, meaning }) => (
          <tr key={name}>
            <td>
              <code>{name}</code>
            </td>
            <td>
              <code>{values}</code>
            </td>
            <td>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
