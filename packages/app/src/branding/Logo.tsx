/** A volume of three layers; the lowest is the one that stays. */
export function Logo() {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox="0 0 32 32"
      width="32"
      height="32"
      aria-hidden="true"
    >
      <g fill="none" stroke="#8fb8ff" strokeWidth="2.4">
        <ellipse cx="16" cy="7" rx="11" ry="4" />
        <path d="M5 7v6c0 2.2 4.9 4 11 4s11-1.8 11-4V7" />
      </g>
      <path
        fill="#2fd0a5"
        d="M5 17.5c2.3 1.7 6.4 2.7 11 2.7s8.7-1 11-2.7V25c0 2.2-4.9 4-11 4S5 27.2 5 25z"
      />
    </svg>
  );
}
