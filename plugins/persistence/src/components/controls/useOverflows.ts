import { useLayoutEffect, useState, type RefObject } from 'react';

/** Whether an element is too narrow for what it holds, now and whenever its size changes. */
export function useOverflows(element: RefObject<HTMLElement>): boolean {
  const [overflows, setOverflows] = useState(false);

  useLayoutEffect(() => {
    const { current } = element;
    if (!current) {
      return undefined;
    }
    const measure = () =>
      setOverflows(current.scrollWidth > current.clientWidth);
    measure();
    if (typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);

  return overflows;
}
