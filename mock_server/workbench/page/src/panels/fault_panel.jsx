// Faults: arming one of any kind, and those that are armed.
import { useState } from 'preact/hooks';
import { Text } from '@viewer/ui/text.jsx';
import { PARAMETERS, SCOPE, byFamily, requestOf, scopeText, statusText } from '../data/fault_form.js';
import { Act, Field, Panel } from '../ui/fields.jsx';

// Statuses that the vendor documents; any other can be typed where there is no such table.
function StatusField({ statuses, value, onValue }) {
  return (
    <Field label="Status" value={value} onValue={onValue} required class="wide">
      <option value="">choose …</option>
      {statuses.map((row) => (
        <option key={row.status} value={row.status}>
          {statusText(row)}
        </option>
      ))}
    </Field>
  );
}

function ParameterField({ name, parameter, value, onValue, isNeeded, statuses }) {
  const { label, type, choices } = parameter;
  if (choices)
    return (
      <Field label={label} value={value || choices[0]} onValue={onValue}>
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </Field>
    );
  if (name === 'status' && statuses.length > 0) return <StatusField {...{ statuses, value, onValue }} />;
  const isNumber = type !== 'user';
  return (
    <Field
      label={label}
      value={value}
      onValue={onValue}
      name={name}
      required={isNeeded}
      type={isNumber ? 'number' : 'text'}
      min={isNumber ? 0 : undefined}
      step={type === 'seconds' ? 'any' : undefined}
      list={isNumber ? undefined : 'users'}
      class={isNumber ? 'short' : ''}
    />
  );
}

function Fields({ names, table, values, setValues, needs = [], statuses = [] }) {
  return names
    .filter((name) => table[name])
    .map((name) => (
      <ParameterField
        key={name}
        name={name}
        parameter={table[name]}
        value={values[name] ?? ''}
        isNeeded={needs.includes(name)}
        statuses={statuses}
        onValue={(value) => setValues((now) => ({ ...now, [name]: value }))}
      />
    ));
}

function FaultForm({ kinds, act }) {
  const [name, setName] = useState('connack-status');
  const [values, setValues] = useState({});
  const kind = kinds.find((one) => one.name === name) ?? kinds[0];
  const arm = (event) => {
    event.preventDefault();
    act(`Armed: ${kind.name}`, 'ArmFault', requestOf(kind, values));
  };
  return (
    <form class="form" onSubmit={arm}>
      <div class="line">
        <Field label="Kind" value={kind.name} onValue={setName} class="wide">
          {byFamily(kinds).map(([family, members]) => (
            <optgroup key={family} label={family}>
              {members.map((one) => (
                <option key={one.name}>{one.name}</option>
              ))}
            </optgroup>
          ))}
        </Field>
        <button type="submit" class="button primary">
          Arm
        </button>
      </div>
      <p class="hint">
        {kind.meaning}
        {kind.webOnly && ' (Web SDK only)'}. In production: {kind.cause}.
      </p>
      <div class="line">
        <Fields names={kind.takes} table={PARAMETERS} {...{ values, setValues }} needs={kind.needs} statuses={kind.statuses} />
      </div>
      <details class="fold">
        <summary>For whom, and how long</summary>
        <div class="line">
          <Fields names={Object.keys(SCOPE)} table={SCOPE} values={values} setValues={setValues} />
        </div>
      </details>
    </form>
  );
}

function Armed({ armed: { fault, counted: seen }, act }) {
  return (
    <li class="row">
      <div class="row-head">
        <code class="name">
          <Text>{fault.kind}</Text>
        </code>
        <span>
          <Text>{scopeText(fault)}</Text>
        </span>
        <span class="faint end">
          <Text>{fault.name}</Text>, {seen} counted
        </span>
      </div>
      <div class="row-tools">
        <Act what={fault.name} onClick={() => act(`Cleared: ${fault.name}`, 'ClearFaults', { name: fault.name })}>
          Clear
        </Act>
      </div>
    </li>
  );
}

export function FaultPanel({ state, kinds, act }) {
  const { faults } = state;
  return (
    <Panel id="fault-panel" title="Faults" amount={faults.length > 0 ? `${faults.length} armed` : undefined}>
      {kinds.length > 0 && <FaultForm kinds={kinds} act={act} />}
      <ul class="rows">
        {faults.map((armed) => (
          <Armed key={armed.fault.name} armed={armed} act={act} />
        ))}
      </ul>
      {faults.length > 1 && (
        <div class="line">
          <Act onClick={() => act('All faults cleared', 'ClearFaults', { name: '' })}>Clear all</Act>
        </div>
      )}
    </Panel>
  );
}
